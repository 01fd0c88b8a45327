"""Scans: pages without letters, recognised by Tesseract with its Vietnamese model, put together like the pages of a PDF.

Pages are recognised side by side, one process of Tesseract on each core.
"""

import os
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pypdfium2

from parser.read.blocks import Content
from parser.read.cache import keep, kept, place_of
from parser.read.limits import Left, Options, Unreadable
from parser.read.pages import content_of
from parser.read.paper import Page
from parser.read.tesseract import DOTS, TOOL, end_all, require

if TYPE_CHECKING:
    from parser.read.picture import Picture

_EXTRA = "ocr"
OF_THE_WHOLE = ("TOOL_MISSING", "EXTRA_MISSING", "INPUT_TIME_OUT", "INPUT_IS_SCAN")
"""Failures of recognition that are not those of one page."""
_MOST_PIXELS = 40_000_000
"""About an A2 sheet at 300 dots an inch."""


def read(data: bytes, options: Options) -> Content:
    """Return the content of a picture (each page of a TIFF). Raises Unreadable, Left."""
    _require(options)
    return content_of(list(recognised_pages(enumerate(_pictures(data, options), 1), options)), options)


def _pictures(data: bytes, options: Options) -> Iterator["Picture"]:
    """Yield the pages of a picture file as their EXIF orientation turns them. Raises Unreadable."""
    import io

    import numpy
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data)) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > options.limits.pages:
                raise Unreadable("INPUT_OVER_LIMIT", what="pages", limit=options.limits.pages)
            for index in range(count):
                picture.seek(index)
                if picture.width * picture.height > _MOST_PIXELS:
                    raise Unreadable("INPUT_OVER_LIMIT", what="pixels", limit=_MOST_PIXELS)
                is_grey = picture.mode in ("1", "L", "I", "I;16", "F")
                try:
                    with warnings.catch_warnings(action="ignore"):
                        turned = ImageOps.exif_transpose(picture)
                except Exception:  # damaged EXIF says nothing of the picture
                    turned = picture
                yield numpy.array(turned.convert("L" if is_grey else "RGB"))
    except Unreadable:
        raise
    except Image.DecompressionBombError:
        raise Unreadable("INPUT_OVER_LIMIT", what="pixels", limit=_MOST_PIXELS) from None
    except Exception:  # the readers of pictures raise many kinds of error on damaged bytes
        raise Unreadable("INPUT_DAMAGED", format="image") from None


def picture_of(page: pypdfium2.PdfPage) -> "Picture":
    """Return a page of a PDF as a picture in red, green and blue."""
    width, height = page.get_size()
    scale = min(DOTS / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture: Picture = bitmap.to_numpy()[:, :, :3].copy()  # the bitmap's own memory is PDFium's
    bitmap.close()
    return picture


def recognised_pages(pictures: Iterable[tuple[int, "Picture"]], options: Options) -> Iterator[Page]:
    """Yield what is recognised on pictures of pages, each with its number, in order; one that can't be is a page with its failure.

    Raises Unreadable where they are not to be recognised or can't be, and where that takes too long; Left where another process does it.
    """
    _require(options)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    waiting: deque[Future[Page]] = deque()
    with ThreadPoolExecutor(cores) as pool:
        try:
            for number, picture in pictures:
                waiting.append(pool.submit(_recognised, number, picture, options))
                if len(waiting) > cores:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:  # nobody waits for the others
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise


def _recognised(number: int, picture: "Picture", options: Options) -> Page:
    """Return what is recognised on a picture, or was before. Raises Unreadable where recognition is not installed."""
    from parser.read.recognise import recognised

    place = place_of(options.cache, picture) if options.cache else None
    if place and (page := kept(place, number)):
        return page
    try:
        page = recognised(picture, number, options)
    except Unreadable as failure:
        if failure.code in OF_THE_WHOLE:
            raise
        return Page(number, 0.0, 0.0, (), failure=failure)
    if place and not page.failure:
        keep(place, page)
    return page


def _require(options: Options) -> None:
    """Raise Unreadable where pictures are not to be recognised, or recognition is not installed, Left where it is another process's."""
    if not options.ocr:
        raise Unreadable("INPUT_IS_SCAN")
    if TOOL in options.left:
        raise Left(TOOL)
    try:
        import cv2  # noqa: F401 - needed later, told now
        import numpy  # noqa: F401
        from PIL import Image  # noqa: F401
    except ImportError:
        raise Unreadable("EXTRA_MISSING", library="Pillow, numpy, OpenCV", extra=_EXTRA) from None
    require()
