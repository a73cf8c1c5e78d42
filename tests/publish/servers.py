"""Real servers on 127.0.0.1 for the tests: SeaweedFS as the S3 store, nginx before it."""

import os
import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

KEY, SECRET, BUCKET = "test-key", "test-secret", "shows"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": KEY,
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""Variables that let obstore in, and keep it from looking elsewhere."""
_STOP = 2
"""Seconds to end in; what a test server holds may be lost."""
_PORTS = (
    "s3.port",
    "s3.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "admin.port",
    "admin.port.grpc",
    "metricsPort",
)


def find_weed() -> str | None:
    """Return the path of SeaweedFS, which comes with the tests' packages."""
    beside = Path(sysconfig.get_path("scripts")) / "weed"
    return str(beside) if beside.is_file() else shutil.which("weed")


def find_nginx() -> str | None:
    """Return the path of nginx; where it is installed, it may be no command of plain users."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def free_ports(count: int) -> list[int]:
    """Find ports that nobody listens on; held together, so that they differ."""
    held = [socket.socket() for _ in range(count)]
    try:
        for each in held:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in held]
    finally:
        for each in held:
            each.close()


class Server:
    """A process that serves until it is stopped, by its own number."""

    def __init__(self, words: list[str], log: Path, variables: dict[str, str]) -> None:
        self._log = log.open("wb")
        self.process = subprocess.Popen(
            words,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **variables},
        )

    def wait(self, is_up: Callable[[], bool]) -> None:
        """Wait until it serves."""
        end = time.monotonic() + 60
        while not is_up():
            assert self.process.poll() is None, Path(self._log.name).read_text(errors="replace")
            assert time.monotonic() < end, "the server does not come up"
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, gently first."""
        self.process.terminate()
        try:
            self.process.wait(_STOP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log.close()


class Weed(Server):
    """SeaweedFS with one bucket. `s3` and `filer` are addresses; the filer serves without keys."""

    def __init__(
        self, program: str, folder: Path, *options: str, ports: dict[str, int] | None = None
    ) -> None:
        ports = ports or dict(zip(_PORTS, free_ports(len(_PORTS)), strict=True))
        self.program, self.ports = program, ports
        self.s3 = f"http://127.0.0.1:{ports['s3.port']}"
        self.filer = f"http://127.0.0.1:{ports['filer.port']}/buckets/{BUCKET}"
        words = [
            program,
            "-logtostderr",
            "mini",
            f"-dir={folder}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            f"-bucket={BUCKET}",
            "-admin.ui=false",
            "-webdav=false",
            "-master.telemetry=false",
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            *(f"-{name}={port}" for name, port in ports.items()),
            *options,
        ]
        log = folder.with_suffix(".log")
        super().__init__(words, log, {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET})
        self.wait(lambda: answers(self.s3) and answers(f"{self.filer}/", 200))

    def administer(self, line: str) -> str:
        """Run a line of its own shell, as whoever keeps the store does."""
        servers = [
            f"-{name}=127.0.0.1:{self.ports[f'{name}.port']}.{self.ports[f'{name}.port.grpc']}"
            for name in ("master", "filer")
        ]
        done = subprocess.run(
            [self.program, "shell", *servers],
            input=f"lock\n{line}\nunlock\nexit\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout

    def target(self, name: str, prefix: str, public: str = "", options: str = "") -> str:
        """Write the table of a target; the filer is where its files are public."""
        return (
            f'[targets.{name}]\nurl = "s3://{BUCKET}/{prefix}"\nendpoint = "{self.s3}"\n'
            f'region = "us-east-1"\npublic = "{public or f"{self.filer}/{prefix}/"}"\n{options}'
        )


class Nginx(Server):
    """nginx before the bucket, as a web server or CDN stands before a store."""

    def __init__(self, program: str, folder: Path, weed: Weed) -> None:
        (port,) = free_ports(1)
        self.url = f"http://127.0.0.1:{port}"
        folder.mkdir(parents=True)
        conf = folder / "nginx.conf"
        conf.write_text(
            f"""daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass {weed.filer}/; proxy_http_version 1.1; proxy_buffering off; }}
  }}
}}
""",
            encoding="utf-8",
        )
        super().__init__([program, "-c", str(conf), "-p", str(folder)], folder / "log", {})
        self.wait(lambda: answers(self.url))


def answers(url: str, status: int | None = None) -> bool:
    """Tell whether anything answers at an address, or with this status."""
    try:
        with urlopen(url, timeout=2) as answer:  # noqa: S310 - on this machine
            return status in (None, answer.status)
    except HTTPError as error:
        error.close()
        return status in (None, error.code)
    except OSError:
        return False
