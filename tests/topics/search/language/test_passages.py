from topics.search.language import best_passage, parse

FILLER = "Nothing of note is said in this sentence about anything. " * 20


def passage_of(text, query, headings=()):
    weights = dict.fromkeys(parse(query).wanted, 1.0)
    return best_passage(text, headings, weights)


def matches(text, query):
    pieces = passage_of(text, query).pieces
    return pieces, [words for words, is_match in pieces if is_match]


def shown(text, query, headings=()):
    passage = passage_of(text, query, headings)
    heading = None if passage.heading is None else headings[passage.heading]
    return "".join(words for words, _is_match in passage.pieces), heading


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


def test_rare_word_is_worth_more_than_common_ones():
    [common, other, rare] = parse("peace force cholera").wanted
    text = f"Peace and force. {FILLER}\nCholera."

    pieces = best_passage(text, [], {common: 1, other: 1, rare: 3}).pieces

    assert pieces == [("Cholera", True), (".", False)]


def test_all_that_counts_for_a_passage_is_shown():
    first = "Of diamonds there were many, as everybody in that country knew well. "
    between = "Some were sold, some were stolen, and some were never found at all. "
    text = (
        first + between + "Then " + "very " * 22 + "late came an embargo on diamonds."
    )

    _, marked = matches(text, "diamonds embargo")

    assert marked == ["embargo", "diamonds"]


def test_amount_is_preferred_where_a_number_is_asked_for():
    text = "In May 1994 peacekeepers died.\nSince then 4,400 peacekeepers died."
    weights = dict.fromkeys(parse("peacekeepers died").wanted, 1.0)

    asked = best_passage(text, [], weights, is_quantity=True).pieces

    assert asked[0] == ("Since then 4,400 ", False)
    assert best_passage(text, [], weights).pieces[0] == ("In May 1994 ", False)


def test_passage_is_under_its_heading_and_never_runs_into_one():
    text = "Begin.\nMandate\nSay nothing.\nCrisis\nHostages were taken.\nEnd\nNo."
    headings = ["Mandate", "Crisis", "End"]

    assert shown(text, "hostages", headings) == ("Hostages were taken.", "Crisis")
    assert shown(text, "begin", headings) == ("Begin.", None)
    assert shown(text, "hostages end", headings)[0] == "Hostages were taken."


def test_word_of_a_heading_leads_to_what_stands_under_it():
    text = "Begin.\nMandate\nIt said much.\nMore.\nCrisis\nHostages."

    assert shown(text, "mandate", ["Mandate", "Crisis"]) == ("It said much.", "Mandate")


def test_line_that_only_repeats_a_heading_is_no_heading():
    text = "Mandate\nWords.\nMandate\nOther words."

    assert shown(text, "other", ["Mandate"]) == ("Other words.", "Mandate")


def test_passage_ends_with_a_sentence_or_a_word():
    sentence = "The force came late and left early, as forces sometimes do. "
    ends_well, _ = shown(sentence * 9, "force")
    long, _ = shown("force " + "unendingly " * 90, "force")

    assert ends_well.endswith("sometimes do. …")
    assert long.endswith("unendingly …")


def test_long_sentence_is_entered_at_a_word_before_the_match():
    text = "whereas " * 90 + "hostages were taken"

    words, _ = shown(text, "hostages")

    assert words.startswith("… whereas ")
    assert words.endswith("hostages were taken")


def test_text_without_a_match_gives_its_beginning():
    pieces, marked = matches(f"First words. {FILLER}", "elsewhere")

    assert marked == []
    assert pieces[0][0].startswith("First words.")


def test_text_of_headings_alone_and_an_empty_one_give_what_they_have():
    assert shown("Mandate", "mandate", ["Mandate"]) == ("Mandate", "Mandate")
    assert shown("", "mandate") == ("", None)


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
