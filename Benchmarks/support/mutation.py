"""Random changes of files, for fuzzing."""
from __future__ import annotations

import random
from collections.abc import Sequence


def mutate_bytes(content: bytes, rng: random.Random, tokens: Sequence[bytes]) -> tuple[bytes, int]:
    """Changes one to three places: replaces, removes or repeats bytes, or puts one of the tokens there.

    Returns the changed bytes and the number of places.
    """
    data = bytearray(content)
    count = rng.randint(1, 3)
    for _ in range(count):
        i = rng.randrange(max(1, len(data)))
        match rng.randrange(4):
            case 0:
                data[i:i + 1] = bytes([rng.randrange(256)])
            case 1:
                del data[i:i + rng.randint(1, 9)]
            case 2:
                data[i:i] = data[i:i + rng.randint(1, 9)]
            case _:
                data[i:i + 1] = rng.choice(tokens)
    return bytes(data), count
