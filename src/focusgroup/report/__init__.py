"""What the report says, and how Word shows it."""
