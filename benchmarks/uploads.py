"""The plain upload of one file to an S3 store, by the programs that people use for it.

Each is one process, started the way its manual says, with its usual settings. Those that are not
installed are left out; obstore, which publishing is built on, always is there.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from servers import BUCKET, KEY, SECRET

REFERENCE = "obstore"
"""What the goal is measured against: nothing that starts Python is quicker."""
_OBSTORE = """
import sys, obstore
from obstore.store import S3Store
from pathlib import Path
_, bucket, endpoint, name, path = sys.argv
store = S3Store(bucket, endpoint=endpoint, region="us-east-1", virtual_hosted_style_request=False,
                client_options={"allow_http": True})
obstore.put(store, name, Path(path), attributes={"Content-Type": "audio/mpeg"})
"""
LOADED = "obstore, all packages loaded"
"""The least that a release could take: to load what feedtool is built on, and to send."""
_LOAD = """
import feedgen.feed, mutagen, pydantic, typer

class Record(pydantic.BaseModel):
    title: str

app = typer.Typer()
app.command()(lambda: None)
app([], standalone_mode=False)
Record(title="")
"""
_REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, and the store that it goes to: its address, and the prefix of the names there."""

    file: Path
    endpoint: str
    prefix: str

    def name(self, program: str) -> str:
        """Name the file as one program's."""
        return f"{self.prefix}/{program.replace(' ', '-')}.mp3"


def list_commands(upload: Upload) -> dict[str, list[str]]:
    """List the commands by what they are called; the credentials are in the environment."""
    path, endpoint = str(upload.file), upload.endpoint
    found = {
        name: [sys.executable, "-c", source, BUCKET, endpoint, upload.name(name), path]
        for name, source in ((REFERENCE, _OBSTORE), (LOADED, _LOAD + _OBSTORE))
    }
    if curl := shutil.which("curl"):
        sign = ["--aws-sigv4", f"aws:amz:{_REGION}:s3", "--user", f"{KEY}:{SECRET}"]
        to = f"{endpoint}/{BUCKET}/{upload.name('curl')}"
        kind = ["-H", "Content-Type: audio/mpeg"]
        found["curl --aws-sigv4 -T"] = [curl, "-sS", "--fail", *sign, *kind, "-T", path, to]
    if aws := shutil.which("aws"):
        to = f"s3://{BUCKET}/{upload.name('aws')}"
        where = ["--endpoint-url", endpoint, "--region", _REGION]
        found["aws s3 cp"] = [aws, *where, "s3", "cp", "--quiet", path, to]
    if rclone := shutil.which("rclone"):
        to = f":s3:{BUCKET}/{upload.name('rclone')}"
        where = ["--s3-provider=Other", "--s3-env-auth", f"--s3-endpoint={endpoint}"]
        # without a settings file, nor certificates for a line that has none
        plain = ["env", "-u", "AWS_CA_BUNDLE", rclone, "--config", os.devnull]
        found["rclone copyto"] = [*plain, "copyto", *where, path, to]
    return found
