"""What /why says of a question asked before. Pure, as `render` is."""

from bot.answering import Answerer
from bot.reasons import why
from bot.replies import Answer
from bot.store.protocol import Question
from bot.telegram.lengths import shortened
from bot.telegram.render import Paragraph, Rendered, message

ASKED_UNITS = 300
REASONS_UNITS = 3000


def page(answerer: Answerer, question: Question) -> Rendered:
    """The question, and why it got its answer, or would get another today, in the language that it was answered in."""
    language = answerer.knowledge.language(question.lang)
    reply = answerer.reply(question.text, lang=question.lang, previous=question.before)
    same = (reply.fact if isinstance(reply, Answer) else None) == question.fact
    said = why(answerer, question.text, lang=language.code, previous=question.before)
    return message(
        [
            Paragraph(language.say("why.asked", text=shortened(question.text, ASKED_UNITS)), "i"),
            Paragraph(shortened(" ".join(said), REASONS_UNITS)),
            Paragraph("" if same else language.say("why.changed")),
        ]
    )
