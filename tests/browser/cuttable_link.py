"""A link between browser and server that can be cut or swallow everything, as Wi-Fi does."""

import contextlib
import socket
import threading


class CuttableLink:
    """A relay on loopback: `cut` closes every connection, `swallow` keeps them open and mute."""

    def __init__(self, target: int) -> None:
        self.target, self.open = target, True
        self._flowing = threading.Event()
        self._flowing.set()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if not self.open:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                near.close()
                continue
            self._pairs.append((near, far))
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self._relay, args=(a, b), daemon=True).start()

    def _relay(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := near.recv(65536):
                self._flowing.wait()
                far.sendall(data)
        for end in (near, far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        """Close every connection and accept none; what was swallowed is lost."""
        self.open = False
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                with contextlib.suppress(OSError):
                    end.close()
        self._pairs.clear()
        self._flowing.set()

    def swallow(self) -> None:
        """Keep every connection open and let nothing through."""
        self._flowing.clear()

    def mend(self) -> None:
        """Let everything through again."""
        self.open = True
        self._flowing.set()

    def close(self) -> None:
        """End the relay."""
        self.cut()
        self._door.close()
