"""Edits of an unpacked crate that replace its trampolines by callbacks, and counts of lines on both sides."""

import re
import shutil
import sys
from pathlib import Path


class Crate:
    """A copy of the sources of a crate, and the text that leaves and enters it."""

    def __init__(self, root, ours):
        self.root, self.ours = Path(root), Path(ours)
        self.out, self.into = [], []

    def put(self, name, to, counted=True):
        """Copies a module of ours into the crate."""
        shutil.copy(self.ours / name, self.root / to)
        if counted:
            self.into.append((self.ours / name).read_text())

    def take(self, path):
        """Counts a whole file of the crate, which one of ours replaces."""
        self.out.append((self.root / path).read_text())

    def cut(self, path, head):
        """Removes the item that begins with a line which contains `head`, to the brace that ends it."""
        text = (self.root / path).read_text()
        at = text.find(head)
        if at < 0:
            sys.exit(f"{path}: there is no {head!r}")
        start = text.rfind("\n", 0, at) + 1
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

    def manifest(self, runtime):
        """Lets the crate depend on `callback-runtime`."""
        text = (self.root / "Cargo.toml").read_text()
        (self.root / "Cargo.toml").write_text(text + f'\n[dependencies.callback-runtime]\npath = "{runtime}"\n')

    def count(self):
        """Prints the lines of code and the `unsafe` blocks of what was replaced, and of what is there instead."""
        for name, texts in (("before", self.out), ("after", self.into)):
            code = [line for text in texts for line in text.splitlines()]
            code = [line for line in code if line.strip() and not line.strip().startswith("//")]
            blocks = len(re.findall(r"\bunsafe\s*\{", "\n".join(code)))
            functions = len(re.findall(r"\bunsafe (?:extern \"C\" )?fn \w", "\n".join(code)))
            print(f"{name}: {len(code)} lines, {blocks} unsafe blocks, {functions} unsafe functions")
