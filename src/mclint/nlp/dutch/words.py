"""The words of one clause, which of them belong to a subordinate clause, and small questions about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mclint.nlp.tokens import Token

DETERMINERS = frozenset(
    ["de", "het", "een", "deze", "dit", "die", "dat", "zijn", "haar", "hun", "ons", "onze", "jouw", "uw", "mijn", "elke", "elk", "iedere", "ieder", "alle", "enkele", "verschillende", "meerdere", "diverse", "eigen", "geen", "veel", "weinig", "twee", "drie", "vier", "vijf", "zes", "minimaal", "maximaal", "minstens", "beide", "sommige", "andere", "ander", "welke", "welk"]
)
PREPOSITIONS = frozenset(
    ["aan", "achter", "bij", "binnen", "boven", "buiten", "door", "gedurende", "in", "langs", "met", "na", "naar", "naast", "om", "onder", "op", "over", "per", "rond", "rondom", "tegen", "tijdens", "tot", "tussen", "uit", "van", "vanaf", "vanuit", "via", "volgens", "voor", "voorafgaand", "zonder", "conform", "omtrent", "richting", "inzake", "namens", "ondanks", "betreffende", "middels", "overeenkomstig", "ten", "ter", "sinds"]
)
SUBORDINATORS = frozenset(
    ["waarbij", "waarin", "waarmee", "waardoor", "waarvan", "waarop", "waaraan", "waarvoor", "waaruit", "waarover", "waartoe", "waarna", "waarom", "waar", "omdat", "doordat", "zodat", "opdat", "terwijl", "indien", "wanneer", "hoewel", "voordat", "nadat", "totdat", "mits", "tenzij", "hoe", "wat", "wie", "welke", "welk", "zoals", "als", "aangezien", "hoeverre"]
)
MODALS = frozenset(
    ["kan", "kun", "kunt", "kunnen", "moet", "moeten", "mag", "mogen", "zal", "zul", "zult", "zullen", "zou", "zouden", "wil", "wilt", "willen", "hoeft", "durft", "durven", "dient", "dienen", "hoort"]
)
BE = frozenset(["is", "bent", "ben", "zijn", "wordt", "worden", "word", "raakt", "raken", "blijft", "blijven", "was", "waren"])
PRONOUNS = frozenset(["je", "jij", "u", "hij", "zij", "ze", "ik", "wij", "we", "men"])
ADVERBS = frozenset(
    ["zelfstandig", "samen", "ook", "niet", "zich", "daarbij", "hierbij", "daarna", "vervolgens", "dan", "goed", "correct", "veilig", "nauwkeurig", "tijdig", "actief", "adequaat", "kritisch", "professioneel", "eenvoudige", "zelf", "daarmee", "hiermee", "steeds", "altijd", "waar", "nodig", "onder", "begeleiding", "snel", "duidelijk", "mondeling", "schriftelijk", "digitaal", "methodisch", "effectief", "efficiënt", "respectvol", "klantgericht", "systematisch", "deskundig", "juist", "mede", "eerst"]
)
#: Infinitives that are as often the plural of a noun: they are verbs only at the end of their clause.
NOUN_LIKE = frozenset(
    ["vragen", "eisen", "stappen", "planten", "delen", "leden", "kosten", "middelen", "wensen", "klachten", "werken", "handelingen", "kaarten", "boeken", "bomen", "bloemen", "weten", "eten", "leven", "wezen", "vermogen", "bedragen", "gegevens", "zaken", "taken", "regelen", "mensen", "scholen", "netwerken", "verhalen", "toetsen", "testen", "rapporten", "kunsten", "proeven", "beelden", "films", "foto's", "plannen", "doelen", "lessen", "stoffen", "graden", "bouwen", "spelen", "dieren", "dingen", "waarden", "normen", "rechten", "plichten", "gevoelens", "processen", "stukken", "krachten", "machten", "talen", "groepen", "vormen", "bronnen", "lijnen", "hoeken", "zinnen", "landen", "meningen", "tekenen", "overwegen", "oefeningen", "weken", "uren", "jaren", "grenzen", "risico's", "schatten", "laten", "helpen", "dragen", "verven"]
)


@dataclass(slots=True)
class Clause:
    """The words of one sentence or list item; `hidden` marks those that belong to a subordinate clause or brackets."""

    tokens: Sequence[Token]
    hidden: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the number of words and marks."""
        return len(self.tokens)

    def word(self, index: int) -> str:
        """Return a word in lower case; "" outside the clause."""
        if not 0 <= index < len(self.tokens):
            return ""
        word = self.tokens[index].lower
        return word.partition("/")[0] or word

    def visible(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the places of the words that are not hidden."""
        for index in range(start, len(self.tokens) if end is None else min(end, len(self.tokens))):
            if not self.hidden[index]:
                yield index

    def is_word(self, index: int) -> bool:
        """Say whether there is a word at a place."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_word

    def ends(self, index: int) -> bool:
        """Say whether a clause or a phrase can end before this place: a mark, the end, a conjunction, a preposition."""
        return (
            index >= len(self.tokens)
            or not self.tokens[index].is_word
            or self.hidden[index]
            or self.word(index) in ("en", "of", "dan", "als", "om", "dat", "te", "maar", "zodat", "waarbij")
            or self.word(index) in PREPOSITIONS
            or self.word(index) in SUBORDINATORS
        )
