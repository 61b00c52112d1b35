"""A process that answers without end and says aloud each operation the store acknowledged.

Run as `python -m tests.storage.writer DATABASE DEVICE [COUNT]`.
"""

import sys
from itertools import count

from audit.storage import open_store
from tests.storage.samples import NOW, op


def main(database: str, device: str, most: str = "0") -> None:
    with open_store(database) as store:
        for number in range(int(most)) if int(most) else count():
            draft = op(f"{device}-d{number}", "W", of="standard/A.finding", draft=True)
            store.take("a1", [draft], "ana", device, NOW)
            answer = op(f"{device}-{number}", str(number % 4), of="criterion/A1.level")
            for acknowledged in store.take("a1", [answer], "ana", device, NOW):
                sys.stdout.write(f"{acknowledged}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
