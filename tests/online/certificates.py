"""Certificates made for a test by openssl: an authority of our own, and hosts that it signs."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Signed:
    """The files of a host: its certificate with the key."""

    certificate: Path
    key: Path


class Authority:
    """Signs certificates; `certificate` is what a client has to trust."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("openssl")
        if program is None:
            pytest.skip("openssl is not installed")
        self._folder, self._program = folder, program
        folder.mkdir()
        self.certificate = folder / "authority.pem"
        self._key = folder / "authority.key"
        signs = ("-addext", "keyUsage=critical,keyCertSign")  # asked for from Python 3.13 on
        subject = ("-x509", "-subj", "/CN=Authority of a test", "-days", "30")
        words = (*subject, *signs, *self._new(self._key))
        self._run("req", *words, "-out", str(self.certificate))

    def sign(self, host: str, days: int) -> Signed:
        """Sign a certificate for a host; with 0 days it is over at once."""
        made = Signed(self._folder / f"{host}-{days}.pem", self._folder / f"{host}-{days}.key")
        asked = self._folder / "asked.csr"
        self._run("req", "-subj", f"/CN={host}", *self._new(made.key), "-out", str(asked))
        names = self._folder / "names.ext"
        names.write_text(f"subjectAltName=DNS:{host}\n", encoding="utf-8")
        signer = ("-CA", str(self.certificate), "-CAkey", str(self._key), "-CAcreateserial")
        words = ("-in", str(asked), "-days", str(days), "-extfile", str(names))
        self._run("x509", "-req", *signer, *words, "-out", str(made.certificate))
        return made

    @staticmethod
    def _new(key: Path) -> tuple[str, ...]:
        curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        return (*curve, "-keyout", str(key))

    def _run(self, *words: str) -> None:
        command = [self._program, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
