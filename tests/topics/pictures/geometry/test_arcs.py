from topics.pictures.geometry.arcs import LEAST, MOST, ROW, arc, rows_of


def test_arc_joins_the_middles_of_its_rows():
    bend = arc(3, 1, rows=10)

    assert (bend.top, bend.bottom) == (ROW + ROW // 2, 3 * ROW + ROW // 2)
    assert (bend.length, bend.height) == (2 * ROW, ROW)


def test_farther_rows_bend_farther():
    assert arc(0, 9, rows=10).reach == MOST
    assert LEAST < arc(0, 1, rows=10).reach < arc(0, 5, rows=10).reach < MOST


def test_rows_leave_room_for_the_name_of_each_group():
    assert rows_of([[7, 8], [9]]) == ({7: 1, 8: 2, 9: 4}, 5)
