"""Learn which letters look like a name's from the shipped lists, and test it on names held out.

python -m benchmarks.likeness          five rounds, each with a fifth of all words held out
python -m benchmarks.likeness --write  learn from all of them and write words/likeness.bin
"""

from __future__ import annotations

import math
import random
import sys
from array import array
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from benchmarks.measure import quantile
from focusgroup.privacy.likeness import BUCKETS, runs

WORDS = Path(str(files("focusgroup.privacy"))) / "words"
ROUNDS = 5  # over all words; more changes nothing held out
FOLDS = 5
STEP = 0.25
SHRINK = 2e-4
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = frozenset("aeiouy")
# Syllables of Chinese names in Latin letters: no list holds their pairs.
PINYIN = (
    "ai an ang "
    "bai ban bang bao bei ben bin bing bo cai can cao chen cheng chong chu chuan chun cui "
    "da dai dan dang de deng ding dong du duan fan fang fei fen feng fu gang gao ge gong gu guang "
    "gui guo hai han hao he hong hou hu hua huan huang hui jia jian jiang jiao jie jin jing jiu ju "
    "juan jun "
    "kai kang ke kong kuan lai lan lei li lian liang lin ling liu long lu luo mei meng min "
    "ming mo mu na nan ning pan pei peng ping qi qian qiang qiao qin qing qiong qiu quan ran ren "
    "rong ru rui san shan shang shao shen sheng shi shu shuang shui shun si song su sun tai tan "
    "tang tao tian ting tong wan wang wei wen wu xi xia xian xiang xiao xin xing xiong xiu xu xuan "
    "xue xun ya yan yang yao ye yi yin ying yong you yu yuan yue yun ze zeng zhan zhang zhao zhen "
    "zheng zhi zhong zhou zhu zhuang zi zong zu"
).split()

Sample = tuple[str, bool, float]  # a word, whether it is a name, how much it counts


def listed(name: str) -> list[str]:
    """Return the plain words of 3 to 20 letters of a shipped list."""
    words = (WORDS / f"{name}.txt").read_text("utf-8").splitlines()
    return [w for w in words if 3 <= len(w) <= 20 and w.isalpha() and w.isascii()]


def mistyped(word: str, dice: random.Random) -> str:
    """Return a word with one typing error: two letters changed about, one lost, doubled, missed."""
    at, way = dice.randrange(len(word)), dice.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    if way < 3:
        return word[:at] + word[at] * (2 * (way - 1)) + word[at + 1 :]
    row = next(row for row in KEYS if word[at] in row)
    beside = row[max(0, min(len(row) - 1, row.index(word[at]) + dice.choice((-1, 1))))]
    return word[:at] + beside + word[at + 1 :]


def nickname(name: str, dice: random.Random) -> str:
    """Return a nickname made as people make them: "jonathan" to "jonno", "sharon" to "shazza"."""
    places = [at for at, letter in enumerate(name) if letter in VOWELS]
    if len(places) < 2 or places[1] < 2:
        return name
    ends = ("o", "y", "ie", "ers", "zza", "bo", "s", "a", "i", "ster", "z", "e")
    return name[: places[1]] + dice.choice(ends)


def samples(dice: random.Random) -> list[Sample]:
    """Return what is learned from; made-up words stand for those that no list holds."""
    common, ordinary = listed("common"), listed("ordinary")
    words = {*common, *ordinary}
    given = [name for name in listed("given_names") if name not in words]
    family = [name for name in listed("surnames") if name not in words]
    rare = listed("rare_names")
    known = words.union(given, family, rare)
    told: list[Sample] = [(name, True, 1.0) for name in (*given, *family)]
    told += [(name, True, 0.35) for name in rare]  # most of them from one country
    told += [(f"{name}s", True, 0.7) for name in dice.sample(family, 6_000)]
    told += [(nickname(name, dice), True, 0.6) for name in dice.sample(given, 6_000)]
    told += [(dice.choice(PINYIN) + dice.choice(PINYIN), True, 0.5) for _ in range(6_000)]
    told += [(word, False, 1.0) for word in common]
    told += [(word, False, 0.6) for word in ordinary]
    short = [word for word in common if len(word) < 7]
    made = [(mistyped(dice.choice(common), dice), 0.8) for _ in range(50_000)]
    made += [(dice.choice(short) + dice.choice(short), 0.5) for _ in range(12_000)]
    told += [(word, False, much) for word, much in made if len(word) > 2 and word not in known]
    return [each for each in told if not (each[1] and each[0] in words)]


def learn(told: list[Sample], dice: random.Random) -> tuple[float, array[float]]:
    """Return the start and a weight for each bucket: logistic regression, one word at a time."""
    names = sum(much for _, name, much in told if name)
    even = sum(much for _, name, much in told if not name) / names
    rows = [(runs(w), float(name), much * (even if name else 1)) for w, name, much in told]
    weights, seen = array("d", [0.0]) * BUCKETS, array("d", [1.0]) * BUCKETS
    start = 0.0
    for _ in range(ROUNDS):
        dice.shuffle(rows)
        for buckets, name, much in rows:
            odds = max(-30.0, min(30.0, start + sum([weights[at] for at in buckets])))
            off = (1 / (1 + math.exp(-odds)) - name) * much
            start -= 0.002 * off
            for at in buckets:
                slope = off + SHRINK * weights[at]
                seen[at] += slope * slope
                weights[at] -= STEP * slope / math.sqrt(seen[at])
    return start, weights


def table(start: float, weights: array[float]) -> bytes:
    """Return the file: a line with the start and the worth of a step, then a byte each."""
    step = max(abs(weight) for weight in weights) / 127
    small = bytes(round(weight / step) + 128 for weight in weights)
    return f"{start:.5f} {step:.6f}\n".encode() + small


def show(held: list[Sample], start: float, weights: array[float]) -> None:
    """Print how many names stand above 0 and above 1, and how many words do."""
    for what, names in (("names", True), ("words", False)):
        odds = [start + sum(weights[at] for at in runs(w)) for w, name, _ in held if name is names]
        above = [sum(each > level for each in odds) / len(odds) for level in (0, 1)]
        print(f"{len(odds):>7} {what} held out: {above[0]:.1%} above 0, {above[1]:.1%} above 1,"
              f" median {quantile(odds, 0.5):.1f}")  # fmt: skip


def main() -> None:
    """Test or write, as asked."""
    dice = random.Random(1)
    told = samples(dice)
    if "--write" in sys.argv:
        (WORDS / "likeness.bin").write_bytes(table(*learn(told, dice)))
        return
    for fold in range(FOLDS):
        out = [crc32(word.encode()) % FOLDS == fold for word, _, _ in told]
        start, weights = learn([t for t, held in zip(told, out, strict=True) if not held], dice)
        show([t for t, held in zip(told, out, strict=True) if held], start, weights)


if __name__ == "__main__":
    main()
