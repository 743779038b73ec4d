"""The jieba door: where word edges decide, and nowhere else.

Loading the dictionary costs a third of a second and 80 MB, so it waits for the first text that needs it.
Stock jieba takes a second: it reads its cache through a file object and imports pkg_resources on the way;
and it keeps that cache in the shared temporary folder. Ours lies in the user's own cache folder.
"""

import contextlib
import functools
import marshal
import sys
import threading
import warnings
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

_LOCK = threading.Lock()


@functools.lru_cache(maxsize=4096)
def word_edges(text: str) -> frozenset[int]:
    """The positions of a short text at which a word begins or ends, new-word guessing off.

    >>> sorted(word_edges("和平区财政局和河西区财政局"))
    [0, 3, 6, 7, 10, 13]
    """
    return frozenset(edge for _, *edges in _tokenizer().tokenize(text, HMM=False) for edge in edges)


def _tokenizer() -> Any:
    with _LOCK:  # one thread loads, the others wait for it
        return _load()


@functools.cache
def _load() -> Any:
    jieba = _import_jieba()
    tokenizer = jieba.Tokenizer()  # our own, so that a caller's dictionary stays his
    cache = _cache_file(jieba.__version__)
    tokenizer.FREQ, tokenizer.total = _read(cache) or _build(tokenizer, cache)
    tokenizer.initialized = True
    return tokenizer


def _import_jieba() -> ModuleType:
    """Import jieba without pkg_resources, which it tries first and does not need."""
    known = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings(action="ignore"):  # its patterns are no raw strings
            jieba = import_module("jieba")
    finally:
        if known is None:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = known
    jieba.setLogLevel("WARNING")
    return jieba


def _cache_file(version: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("plan-extract", appauthor=False) / f"jieba-{version}-{sys.implementation.cache_tag}.marshal"


def _read(cache: Path) -> tuple[dict[str, int], int] | None:
    """The dictionary that was kept; None where there is none or it is none."""
    try:
        frequencies, total = marshal.loads(cache.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return (frequencies, total) if isinstance(frequencies, dict) and isinstance(total, int) and total > 0 else None


def _build(tokenizer: Any, cache: Path) -> tuple[dict[str, int], int]:
    """Read the dictionary and keep it for the next time; a cache that cannot be written is no loss."""
    import tempfile

    dictionary: tuple[dict[str, int], int] = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    with contextlib.suppress(OSError):
        cache.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent) as folder:
            file = Path(folder, cache.name)
            file.write_bytes(marshal.dumps(dictionary))
            file.replace(cache)
    return dictionary
