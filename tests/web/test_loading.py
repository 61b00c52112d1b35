"""Many threads at once may need the database's libraries first: each finds them whole."""

import subprocess
import sys

SCRIPT = """
from threading import Barrier, Thread
from audit.web.loading import load

threads, failed = 8, []
together = Barrier(threads)

def need():
    together.wait()
    try:
        load()
        from audit.exchange import exchange
        from audit.storage import Store, shared_store
        from exports.documents import DOCUMENTS
    except BaseException as error:
        failed.append(error)

started = [Thread(target=need) for _ in range(threads)]
for thread in started: thread.start()
for thread in started: thread.join()
print(failed)
"""


def test_what_many_threads_need_at_once_is_loaded_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
