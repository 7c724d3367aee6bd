from topics.search.language import excerpt, parse

FILLER = "Nothing of note is said in this sentence about anything. " * 20


def matches(text, query):
    clauses = parse(query).wanted
    pieces = excerpt(text, [s for clause in clauses for s in clause.sequences])
    return pieces, [words for words, is_match in pieces if is_match]


def test_words_are_marked_in_any_form_and_with_accents():
    _, marked = matches("Policies of Côte d’Ivoire. A policy.", "policy cote")

    assert marked == ["Policies", "Côte", "policy"]


def test_phrase_is_marked_across_its_small_words():
    _, marked = matches(
        "Civilians first. The protection of the civilians.", '"protection of civilians"'
    )

    assert marked == ["protection of the civilians"]


def test_beginning_of_a_word_is_marked():
    _, marked = matches("Reconstruction and recovery", "recons*")

    assert marked == ["Reconstruction"]


def test_place_with_all_the_words_is_taken():
    text = f"Diamonds. {FILLER}Embargo on diamonds. {FILLER}"

    pieces, marked = matches(text, "diamonds embargo")

    assert marked == ["Embargo", "diamonds"]
    assert pieces[0] == ("… ", False)
    assert sum(len(words) for words, _ in pieces) < 320


def test_text_without_a_match_gives_its_beginning():
    pieces, marked = matches(f"First words. {FILLER}", "elsewhere")

    assert marked == []
    assert pieces[0][0].startswith("First words.")


def test_markup_in_a_text_stays_text():
    pieces, _ = matches("<script>alert(1)</script> diamonds", "diamonds")

    assert pieces[0] == ("<script>alert(1)</script> ", False)


def test_word_within_a_word_is_not_marked():
    _, marked = matches("Minefields and mine_fields, mines.", "fields mine")

    assert marked == ["mine", "fields", "mines"]


def test_every_character_keeps_its_place():
    # Folded, or in lower case, these are more characters than one, or none.
    text = f"ßİ…Æ™﷽\u0301 {FILLER}Peace"

    _, marked = matches(text, "peace")

    assert marked == ["Peace"]
