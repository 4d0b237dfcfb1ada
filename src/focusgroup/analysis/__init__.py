"""Questions asked of a study record: who spoke, which elements, how many people and groups."""
