#!/usr/bin/env python3
"""Makes the word lists of this folder anew from SCOWL (Debian: apt-get install scowl). See ../NOTICE.md.

common.txt    sizes 10 and 20: the words that everybody uses
frequent.txt  size 35
known.txt     sizes 40 to 60
rare.txt      sizes 70 and 80, but only what is one slip from a word of the first two lists: nothing else would ever be
              taken for a slip of one
names.txt     names and other words with a capital
more.txt      is written by hand: coinages, and words that English has borrowed
"""
import pathlib
import string
import sys

SCOWL = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict/scowl")
HERE = pathlib.Path(__file__).parent
LEFT_OUT = ("abbreviations", "hacker", "roman")


def words(sizes, wanted=lambda name: True):
    found = set()
    for path in SCOWL.iterdir():
        name, size = path.name.rsplit(".", 1)
        if int(size) in sizes and wanted(name) and not any(part in name for part in LEFT_OUT):
            found.update(path.read_text(encoding="iso-8859-1").split())
    return {word for word in found if not word.endswith("'s")}


def lower(found):
    return {word for word in found if word[0].islower()}


def slips(word):
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in string.ascii_lowercase:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def write(name, found):
    (HERE / name).write_text("".join(f"{word}\n" for word in sorted(found)), encoding="utf-8")


def main():
    no_variants = lambda name: "variant" not in name
    common = lower(words({10, 20}))
    frequent = lower(words({35})) - common
    known = lower(words({40, 50, 55, 60}))
    near = {slip for word in common | frequent if len(word) > 3 for slip in slips(word)}
    rare = {word for word in lower(words({70, 80}, no_variants)) if len(word) > 4 and word in near}
    names = {word for word in words({10, 20, 35, 40, 50, 55, 60, 70}) if word[0].isupper()}
    names |= {word for word in words({80}, lambda name: "upper" in name or "proper" in name) if word[0].isupper()}
    write("common.txt", common)
    write("frequent.txt", frequent)
    write("known.txt", known - common - frequent)
    write("rare.txt", rare - known - common - frequent)
    write("names.txt", names)


if __name__ == "__main__":
    main()
