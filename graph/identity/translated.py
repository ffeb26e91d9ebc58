# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that bodies are called by in German, English and Ukrainian, as one token each, so that a translated name meets.

A token with "=" says little (a sort of body), one with "~" as much as any other word. A word that ends in a hyphen
stands for its endings too: two letters in Latin script, five in Cyrillic, so that no compound is taken for its part.
What kinds are called (university, ministry) is known from their vocabulary; here is what it does not say.
"""

from collections.abc import Iterator, Mapping

from graph.text import words

NATIONS: Mapping[str, str] = {
    "~ukraine": "Ukraine, ukrainisch-, Ukrainian-, Україн-",
    "~germany": "Deutschland, deutsch-, Germany, German, Німеч-, німець-, Bundesrepublik Deutschland, ФРН",
    "~poland": "Polen, polnisch-, Poland, Polish, Польщ-, польськ-, Polska, polski-",
    "~france": "Frankreich, französisch-, France, French, Франці-, француз-",
    "~austria": "Österreich, österreichisch-, Austria, Austrian, Австрі-",
    "~switzerland": "Schweiz, schweizerisch-, Schweizer, Switzerland, Swiss, Швейцар-",
    "~italy": "Italien, italienisch-, Italy, Italian, Італі-",
    "~spain": "Spanien, spanisch-, Spain, Spanish, Іспан-",
    "~czechia": "Tschechien, tschechisch-, Czechia, Czech, Чехі-, чеськ-",
    "~hungary": "Ungarn, ungarisch-, Hungary, Hungarian, Угор-",
    "~romania": "Rumänien, rumänisch-, Romania, Romanian, Румун-",
    "~moldova": "Moldau, Moldova, moldauisch-, Moldovan, Молдов-",
    "~georgia": "Georgien, georgisch-, Georgia, Georgian, Грузі-, грузинськ-",
    "~turkey": "Türkei, türkisch-, Turkey, Türkiye, Turkish, Туреччин-, турецьк-",
    "~netherlands": "Niederlande-, niederländisch-, Netherlands, Dutch, Нідерланд-",
    "~britain": "Großbritannien, britisch-, Britain, British, Британ-, британськ-",
    "~europe": "Europa, europäisch-, Europe, European, Європ-, європейськ-",
}
"""Countries and their people; Europe too."""

AREAS: Mapping[str, str] = {
    "~district": "Landkreis-, Kreis-, LK, Lkr, Altkreis, Rajon, Rayon, Raion, район-, county, district, powiat, okres",
    "~region": "Region, Oblast, област-, Regierungsbezirk, обл",
    "~union": "Samtgemeinde, Verbandsgemeinde, Verwaltungsgemeinschaft",
}
"""Wider areas, which may bear the name of a town that lies in them."""

TRADES: Mapping[str, str] = {
    "=commerce": "IHK, Industrie- und Handelskammer, chamber of commerce and industry, chamber of commerce, "
    "chamber of industry and commerce, торгово-промислова палата, ТПП",
    "=crafts": "HWK, Handwerkskammer, chamber of crafts, chamber of skilled crafts, реміснича палата",
    "=doctors": "Ärztekammer, medical chamber, medical association, лікарська палата",
    "=engineers": "Ingenieurkammer, chamber of engineers, інженерна палата",
    "=architects": "Architektenkammer, chamber of architects, палата архітекторів",
}
"""Whose chamber it is: those of two trades in one city are two."""

_MEANINGS: Mapping[str, str] = {
    "=municipality": "Städte-, cities, towns, міст, міста, місту, Gemeinden, municipalities, громад-",
    "=national_government": "Bundesministerium, federal ministry, ministry, міністерств-",
    "=university": "academy, academia, Akademie, академі-",
    "=embassy": "Botschaft, embassy, посольство, посольства",
    "=consulate": "Generalkonsulat, consulate general, Konsulat, consulate, генеральне консульство, консульство",
    "=association": "Assoziation, association",
    "=society": "Gesellschaft, society, товариство",
    "~commission": "Kommission, commission, комісі-",
    "~red cross": "Rotes Kreuz, Roten Kreuzes, Red Cross, Червоний Хрест, Червоного Хреста",
    "~national": "national-, national, національн-",
    "~international": "international-, міжнародн-",
    "~technical": "technisch-, technical, технічн-",
    "~medical": "medizinisch-, medical, медичн-",
    "~education": "Bildung, Kultusministerium, Bildungsministerium, education, освіт-",
    "~science": "Wissenschaft-, science-, наук-, наукови-",
    "~health": "Gesundheit, Gesundheitsministerium, health, здоров-, охорони здоров'я",
    "~defence": "Verteidigung, Verteidigungsministerium, defence, defense, оборон-",
    "~finance": "Finanzen, Finanzministerium, finance-, фінансів",
    "~economy": "Wirtschaft, Wirtschaftsministerium, economy, economics, економік-",
    "~justice": "Justiz, Justizministerium, justice, юстиці-",
    "~interior": "Innern, Inneres, Innenministerium, interior, internal affairs, внутрішніх справ",
    "~foreign": "Äußeres, Außenministerium, foreign affairs, закордонних справ",
    "~environment": "Umwelt, Umweltministerium, environment, довкілл-",
    "~culture": "Kultur, culture, культури, культура",
    "~transport": "Verkehr, Verkehrsministerium, transport, транспорту",
    "~energy": "Energie, energy, енергетик-",
    "~infrastructure": "Infrastruktur, infrastructure, інфраструктури",
    "~development": "Entwicklung, development, розвит-",
    "~hospital": "Krankenhaus, hospital, лікарн-",
    "~school": "Schule-, school-, школ-",
    "~library": "Bibliothek, library, бібліотека, бібліотеки",
    "~museum": "Museum, museum, музе-",
    "~theatre": "Theater, theatre, театр, театру",
    "~aid": "Hilfe, aid, relief, допомог-",
}
"""What else it is, or is about."""
_LATIN, _CYRILLIC = 2, 5
"""Letters of an ending."""
_LEAST = 3


class Translated:
    """Finds the token for words, in all tables or in those given; remembers what it found."""

    def __init__(self, *tables: Mapping[str, str]) -> None:
        self.expressions: dict[tuple[str, ...], str] = {}
        """Words that together, or alone and without endings, have a token."""
        self._stems: dict[str, tuple[str, int]] = {}
        self._found: dict[str, str] = {}
        for rows in tables or (AREAS, TRADES, NATIONS, _MEANINGS):
            for token, said in _written(rows):
                if said.endswith("-"):
                    self._stems.setdefault("".join(words(said)), (token, _LATIN if said[0] < "Ѐ" else _CYRILLIC))
                else:
                    self.expressions.setdefault(words(said), token)

    def token(self, word: str) -> str:
        """The token of one folded word; "" for a word that is not listed.

        Example:
            >>> [Translated().token(word) for word in ("ukrainy", "ukrainische", "kulturamt", "kreises")]
            ['~ukraine', '~ukraine', '', '~district']
        """
        if word not in self._found:
            self._found[word] = self.expressions.get((word,), "") or self._of_stem(word)
        return self._found[word]

    def _of_stem(self, word: str) -> str:
        """That of the longest stem that it begins with, if no more follows than an ending."""
        for cut in range(len(word), _LEAST - 1, -1):
            token, most = self._stems.get(word[:cut], ("", 0))
            if token:
                return token if len(word) - cut <= most else ""
        return ""


def _written(rows: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((token, said.strip()) for token, listed in rows.items() for said in listed.split(","))
