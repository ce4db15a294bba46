"""Edits of an unpacked crate that replace its trampolines by callbacks, and counts of lines on both sides."""

import re
import sys
from pathlib import Path


class Crate:
    """A copy of the sources of a crate, and the text that leaves and enters it."""

    def __init__(self, root, ours):
        self.root, self.ours = Path(root), Path(ours)
        self.out, self.into = [], []

    def put(self, name, to, keeps=None):
        """Copies a module of ours into the crate. From `keeps` on, the file that was there stays."""
        ours, target = (self.ours / name).read_text(), self.root / to
        kept = "" if keeps is None else "\n" + self._from(to, keeps)
        target.write_text(ours + kept)
        self.into.append(ours)

    def take(self, path, until=None):
        """Counts a file of the crate that one of ours replaces, or its beginning."""
        text = (self.root / path).read_text()
        self.out.append(text if until is None else text.removesuffix(self._from(path, until)))

    def _from(self, path, start):
        text = (self.root / path).read_text()
        return text[text.index(start):]

    def insert(self, path, before, new):
        """Inserts a text before the first place of another one."""
        text = (self.root / path).read_text()
        at = text.index(before)
        self.into.append(new)
        (self.root / path).write_text(text[:at] + new.removesuffix("\n") + text[at:])

    def append(self, path, new):
        """Appends a text to a file."""
        self.into.append(new)
        with (self.root / path).open("a") as file:
            file.write(new)

    def between(self, path, start, end, new):
        """Replaces what is from `start` to before `end`, of which each is there once."""
        text = (self.root / path).read_text()
        for place in (start, end):
            if text.count(place) != 1:
                sys.exit(f"{path}: {place!r} is there {text.count(place)} times")
        self.replace(path, text[text.index(start):text.index(end)], new)

    def cut(self, path, head):
        """Removes the item that begins with a line which contains `head`, from its attributes to the brace that ends it."""
        text = (self.root / path).read_text()
        at = text.find(head)
        if at < 0:
            sys.exit(f"{path}: there is no {head!r}")
        start = text.rfind("\n", 0, at) + 1
        while text[:start].splitlines()[-1].lstrip().startswith(("///", "#[")):
            start = text.rfind("\n", 0, start - 1) + 1
        end, depth = text.index("{", at), 0
        while True:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
            if depth == 0:
                break
        end = text.find("\n", end) + 1
        self.out.append(text[start:end])
        (self.root / path).write_text(text[:start] + text[end:])

    def replace(self, path, old, new):
        """Replaces a text that is there once."""
        text = (self.root / path).read_text()
        if text.count(old) != 1:
            sys.exit(f"{path}: {old!r} is there {text.count(old)} times")
        self.out.append(old)
        self.into.append(new)
        (self.root / path).write_text(text.replace(old, new))

    def replace_each(self, path, pattern, new):
        """Replaces each match of a pattern, of which there is one or more."""
        text = (self.root / path).read_text()
        matches = list(re.finditer(pattern, text))
        if not matches:
            sys.exit(f"{path}: nothing matches {pattern!r}")
        self.out += [match.group(0) for match in matches]
        self.into += [match.expand(new) for match in matches]
        (self.root / path).write_text(re.sub(pattern, new, text))

    def unused(self, path, names):
        """Removes names from the imports of a file."""
        text = (self.root / path).read_text()

        def without(match):
            line = match.group(0)
            for name in names.split():
                line = re.sub(rf"([{{ ]){re.escape(name)}(, ?|(?=[}};]))", r"\1", line)
            line = re.sub(r",\s*}", "}", line)
            return "" if re.search(r"use (\w+::)*({\s*})?;", line) else line

        (self.root / path).write_text(re.sub(r"^use [^;]+;\n", without, text, flags=re.MULTILINE))

    def manifest(self, runtime):
        """Lets the crate depend on `callback-runtime`."""
        text = (self.root / "Cargo.toml").read_text()
        (self.root / "Cargo.toml").write_text(text + f'\n[dependencies.callback-runtime]\npath = "{runtime}"\n')

    def count(self):
        """Prints the lines of code, and the `unsafe` in them: of what was replaced, and of what is there instead."""
        for name, texts in (("before", self.out), ("after", self.into)):
            code = [line for text in texts for line in text.splitlines()]
            code = [line for line in code if line.strip() and not line.strip().startswith("//")]
            blocks = len(re.findall(r"\bunsafe\s*\{", "\n".join(code)))
            functions = len(re.findall(r"\bunsafe (?:extern \"C\" )?fn \w", "\n".join(code)))
            trampolines = len(re.findall(r"\bextern \"C\" fn \w", "\n".join(code)))
            print(f"{name}: {len(code)} lines, {blocks} unsafe blocks, {functions} unsafe functions, {trampolines} trampolines")
