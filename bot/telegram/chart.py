"""The picture of /stats: questions and thumbs, day by day."""

import sys
from collections.abc import Sequence
from typing import Any

import pygal
from resvg_py import svg_to_bytes

from bot.knowledge.model import Language
from bot.store.protocol import Day

# pygal looks for plug-ins, of which there are none here, in a way that Python has given up and warns of at each import.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != pygal.__name__]

WIDTH, HEIGHT, THUMBS_HEIGHT = 1000, 560, 360
TEXT_SIZE, TITLE_SIZE = 28, 34
"""In pixels of the picture, which a phone shows at a third of its width."""

LABELLED = 3
"""Each third day is named, so that the names don't run into each other."""

LEAST_SCALE = 6
"""The axis of counts ends no lower, so that it has no fractions."""

_COLOURS = ("#0072b2", "#e69f00", "#d55e00")
"""Told apart by the colour-blind as well (Okabe and Ito)."""


def picture(days: Sequence[Day], language: Language) -> bytes:
    """A PNG with a bar for each day, of which there is at least one."""
    say = language.say
    questions = _chart(HEIGHT, days, say("stats.questions"), max(day.questions for day in days), _COLOURS)
    questions.add(say("stats.answered"), [day.answered for day in days])
    questions.add(say("stats.clarify"), [day.clarify for day in days])
    questions.add(say("stats.unknown"), [day.unknown for day in days])
    most = max(day.up + day.down for day in days)
    thumbs = _chart(THUMBS_HEIGHT, days, say("stats.thumbs"), most, (_COLOURS[0], _COLOURS[2]))
    thumbs.add(say("stats.up"), [day.up for day in days])
    thumbs.add(say("stats.down"), [day.down for day in days])
    height = HEIGHT + THUMBS_HEIGHT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}">'
        f'<g>{_drawn(questions)}</g><g transform="translate(0 {HEIGHT})">{_drawn(thumbs)}</g></svg>'
    )
    return bytes(svg_to_bytes(svg_string=svg, background="#ffffff"))


def _chart(height: int, days: Sequence[Day], title: str, most: int, colours: Sequence[str]) -> Any:
    style = pygal.style.Style(
        background="white",
        plot_background="white",
        colors=tuple(colours),
        opacity="1",
        font_family="sans-serif",
        label_font_size=TEXT_SIZE,
        major_label_font_size=TEXT_SIZE,
        legend_font_size=TEXT_SIZE,
        title_font_size=TITLE_SIZE,
    )
    chart = pygal.StackedBar(
        style=style,
        width=WIDTH,
        height=height,
        explicit_size=True,
        js=(),
        title=title,
        legend_at_bottom=True,
        legend_at_bottom_columns=len(colours),
        show_minor_x_labels=False,
        truncate_label=-1,
        truncate_legend=-1,
        margin=20,
        min_scale=1,
        max_scale=6,
        range=(0, max(LEAST_SCALE, most)),
    )
    chart.x_labels = [f"{day.date:%m-%d}" for day in days]
    chart.x_labels_major = chart.x_labels[::-LABELLED]
    chart.value_formatter = lambda value: f"{value:g}"
    return chart


def _drawn(chart: Any) -> str:
    drawn: str = chart.render(is_unicode=True, disable_xml_declaration=True)
    return drawn
