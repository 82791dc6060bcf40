"""citebot beside its peers: ``python -m tests.benchmarks [SECTION ...]``; ``--help`` tells the rest."""

import argparse
from pathlib import Path

from bot.knowledge.files import shipped
from bot.knowledge.languages import REFERENCE
from bot.knowledge.load import load
from tests.benchmarks import accuracy, growth, languages, speed, worst
from tests.benchmarks.held_out import FOLDS, held_out
from tests.benchmarks.ours import knowledge_of
from tests.benchmarks.peers import PEERS
from tests.benchmarks.questions import Fold, QuestionSet, read_csv, sample, with_slips

SECTIONS = {
    "speed": "cold start, building, memory and a question, on the shipped knowledge",
    "languages": "start and question in each language, beside English alone",
    "worst": "the messages that take longest",
    "shipped": "accuracy on held-out phrasings of the shipped knowledge, plain and misspelt",
    "given": "accuracy on the question set in CSV that --train and --test name",
    "growth": "made-up phrasings, ever more of them",
}
SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    parser = _parser()
    options = parser.parse_args()
    if bool(options.train) != bool(options.test) or ("given" in options.sections and not options.train):
        parser.error("a question set needs --train and --test")
    sections = options.sections or [section for section in SECTIONS if section != "given" or options.train]
    if "speed" in sections:
        speed.run(options.peers)
    if "languages" in sections:
        languages.run()
    if "worst" in sections:
        worst.run()
    if "shipped" in sections:
        name = "held-out phrasings of the shipped knowledge"
        accuracy.compare(held_out(name, load(shipped()), options.folds), options.peers)
    if "given" in sections:
        accuracy.compare(_given(options), options.peers)
    if "growth" in sections:
        growth.grow(options.growth, options.peers)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="citebot beside its peers, in the same run; × is the ratio to citebot.",
        epilog="\n".join(f"  {section:10}{about}" for section, about in SECTIONS.items()),
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", type=_section, help="which to run; all by default:")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=[*PEERS], metavar="PEER", help=", ".join(PEERS))
    parser.add_argument(
        "--folds", type=int, choices=range(1, FOLDS + 1), default=FOLDS, help="of the shipped knowledge"
    )
    parser.add_argument("--growth", nargs="+", type=int, default=SIZES, metavar="N", help="numbers of phrasings")
    csv = parser.add_argument_group(
        "a question set", "CSV files with the columns question and intent (empty: no answer)"
    )
    csv.add_argument("--train", type=Path, metavar="CSV", help="the phrasings to learn")
    csv.add_argument(
        "--test", type=Path, action="append", metavar="CSV", help="the questions; again: the same, misspelt"
    )
    csv.add_argument(
        "--valid", type=Path, action="append", default=[], metavar="CSV", help="to set thresholds; again: misspelt"
    )
    csv.add_argument("--lang", default=REFERENCE, help="its language")
    csv.add_argument("--most", type=int, metavar="N", help="ask at most so many questions of each file")
    return parser


def _section(name: str) -> str:
    if name not in SECTIONS:
        raise argparse.ArgumentTypeError(f"no section '{name}' (there are {', '.join(SECTIONS)})")
    return name


def _given(options: argparse.Namespace) -> QuestionSet:
    """The set in these files; questions that are not given misspelt get slips."""
    pairs = tuple(pair for pair in read_csv(options.train) if pair.intent)
    asked, *misspelt = (sample(read_csv(path), options.most) for path in options.test)
    checked = [sample(read_csv(path), options.most) for path in options.valid] or [()]
    fold = Fold(
        knowledge=knowledge_of(pairs, options.lang),
        train=pairs,
        asked=asked,
        misspelt=misspelt[0] if misspelt else with_slips(asked),
        valid=checked[0],
        valid_misspelt=checked[1] if checked[1:] else with_slips(checked[0]),
    )
    return QuestionSet(f"{options.train.parent.name}/{options.train.name}", (fold,))


if __name__ == "__main__":
    main()
