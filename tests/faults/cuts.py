"""Power cuts while saving: what is found afterwards is the state of k or k + 1 saved steps."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from journeyviewer.study.faults import StudyError
from journeyviewer.study.store import StudyFile
from tests.faults.power import NAME, watched_disk
from tests.study.help import do, state_after, state_of, steps


@dataclass
class Tally:
    """How many cuts there were, and after how many the file was lost or lacked a saved step."""

    cuts: int = 0
    unreadable: int = 0
    lost: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cuts + other.cuts, self.unreadable + other.unreadable, self.lost + other.lost
        )

    def __str__(self) -> str:
        return f"{self.cuts} cuts: {self.unreadable} unreadable, {self.lost} lost a saved step"


def run(folder: Path, seed: int, cuts: int, synchronous: str = "FULL") -> Tally:
    """Work on a study, cut the power at `cuts` moments of it, and look at each result."""
    chance = random.Random(seed)
    done = steps(seed, chance.randint(5, 40))
    path = folder / f"Cut {seed}.jvstudy"
    images: list[tuple[int, dict[str, bytes]]] = []
    with watched_disk() as disk:
        file = StudyFile.create(path, "A study", "R. Reader", vfs=NAME)
        file.connection.execute(f"PRAGMA synchronous = {synchronous}")
        saved = 0
        # A save makes about nine calls; the moments lie anywhere among them.
        moments = set(chance.sample(range(disk.calls + 1, disk.calls + 9 * len(done)), cuts))
        names = (path.name, path.name + "-journal")

        def look(number: int) -> None:
            if number in moments:
                images.append((saved, {name: disk.after_cut(name, chance) for name in names}))

        disk.at_call = look
        for step in done:
            do(file, step)
            saved += 1
        disk.at_call = lambda number: None
        file.close()
    tally = Tally()
    for number, (count, image) in enumerate(images):
        place = folder / f"{seed}-{number}"
        place.mkdir()
        for name, content in image.items():
            (place / name).write_bytes(content)
        tally.cuts += 1
        try:
            found = StudyFile.open(place / path.name)
        except StudyError:
            tally.unreadable += 1
            continue
        if state_of(found) not in (state_after(done[:count]), state_after(done[: count + 1])):
            tally.lost += 1
        found.close()
    return tally


def runs(folder: Path, first_seed: int, cuts: int, synchronous: str = "FULL") -> Tally:
    """Run with one seed after another until there were `cuts` cuts."""
    whole = Tally()
    seed = first_seed
    while whole.cuts < cuts:
        whole += run(folder, seed, 12, synchronous)
        seed += 1
    return whole
