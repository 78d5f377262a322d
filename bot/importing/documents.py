"""Opens the documents in a file, a zip archive or a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from bot.importing.brought import fault
from bot.model import BotError, Place

BYTE_LIMIT = 50 * 1024 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Document:
    name: str  # Of a member of an archive or folder its path there, with "/" between the parts.
    content: bytes

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()

    def place(self, line: int = 1) -> Place:
        return Place(self.name, line)

    def text(self) -> str:
        """Raises BotError where the bytes are neither UTF-8 nor marked as UTF-16."""
        try:
            # A spreadsheet's "Unicode text" is UTF-16 with a mark at the start.
            text = self.content.decode("utf-16" if self.content.startswith(_UTF_16) else "utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            byte = f"the byte 0x{self.content[error.start]:02x} is not UTF-8"
            raise fault(self.place(line), byte, "save the file as UTF-8") from error
        return text.replace("\r\n", "\n").replace("\r", "\n")


def read_documents(path: Path) -> tuple[Document, ...]:
    """Hidden members do not count. Raises BotError where something cannot be read or is too big."""
    try:
        if path.is_dir():
            return tuple(_of_folder(path))
        _check_size(path, path.stat().st_size)
        content = path.read_bytes()
        if path.suffix.lower() == ".zip":
            return tuple(_of_archive(path, content))
        return (Document(path.name, content),)
    except OSError as error:
        raise BotError(f"{path}: it cannot be read: {error.strerror or error}; name a file that is there") from error


def _of_folder(path: Path) -> Iterator[Document]:
    named = {file.relative_to(path): file for file in sorted(path.rglob("*")) if file.is_file()}
    files = {name: file for name, file in named.items() if not any(part.startswith(".") for part in name.parts)}
    _check_size(path, sum(file.stat().st_size for file in files.values()))
    for name, file in files.items():
        yield Document(name.as_posix(), file.read_bytes())


def _of_archive(path: Path, content: bytes) -> Iterator[Document]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            total = sum(info.file_size for info in members)
            for info in members:
                if not any(_is_hidden(part) for part in info.filename.split("/")):
                    _check_size(path, total)
                    yield Document(info.filename, archive.read(info))
    # What a damaged or locked archive raises differs with what is damaged.
    except (BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise BotError(f"{path}: this archive cannot be read: {error}; export it anew, without a password") from error


def _is_hidden(part: str) -> bool:
    return part.startswith((".", "__MACOSX")) and part != ".."


def _check_size(path: Path, size: int) -> None:
    if size > BYTE_LIMIT:
        raise BotError(f"{path}: there are {size // 2**20} MB; at most {BYTE_LIMIT // 2**20} MB are read; split it")
