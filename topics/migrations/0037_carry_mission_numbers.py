"""Peak strength and deaths of missions become figures. They had no source, which the
reports say from now on. The version before goes on reading the columns: they stay in
the table, empty for what is new, until a later step drops them."""

from django.db import migrations

# The columns, and the category of the figure that each becomes.
CATEGORIES = {"peak_strength": "uniformed", "fatalities": ""}


def figure(measure, number):
    """The row of a number in a revision's content."""
    item = {"measure": measure, "category": CATEGORIES[measure]}
    if int(number):
        item["value"] = str(number)
    else:
        item["absence"] = "none-recorded"
    return {key: text for key, text in item.items() if text}


def with_figures(mission):
    kept = {key: value for key, value in mission.items() if key not in CATEGORIES}
    rows = [
        figure(measure, mission[measure])
        for measure in CATEGORIES
        if str(mission.get(measure, "")).isdecimal()
    ]
    return {**kept, "figures": [*rows, *kept.get("figures", [])]} if rows else kept


def with_numbers(mission):
    """The same the other way round: the first of each measure, without its source."""
    kept = {key: v for key, v in mission.items() if key not in ("figures", "details")}
    for row in reversed(mission.get("figures", [])):
        measure = row.get("measure")
        if row.get("category", "") != CATEGORIES.get(measure):
            continue
        if number := row.get("value") or row.get("high"):
            kept[measure] = number
    return kept


def rewrite(revisions, change):
    for revision in revisions.filter(content__has_key="mission").iterator(
        chunk_size=100
    ):
        mission = revision.content["mission"]
        if isinstance(mission, dict) and (changed := change(mission)) != mission:
            revision.content = {**revision.content, "mission": changed}
            revision.save(update_fields=["content"])


def carry(apps, schema_editor):
    Mission = apps.get_model("topics", "Mission")
    MissionFigure = apps.get_model("topics", "MissionFigure")
    rows = []
    for mission in Mission.objects.all():
        numbers = {name: getattr(mission, name) for name in CATEGORIES}
        known = {name: n for name, n in numbers.items() if n is not None}
        for position, (name, number) in enumerate(known.items()):
            columns = figure(name, number)
            columns |= {"value": number or None}
            rows.append(MissionFigure(profile=mission, position=position, **columns))
    MissionFigure.objects.bulk_create(rows)
    rewrite(apps.get_model("topics", "Revision").objects, with_figures)


def give_back(apps, schema_editor):
    MissionFigure = apps.get_model("topics", "MissionFigure")
    first = MissionFigure.objects.order_by("-position").select_related("profile")
    for row in first:
        if CATEGORIES.get(row.measure) == row.category:
            setattr(row.profile, row.measure, row.value or row.high)
            row.profile.save(update_fields=[row.measure])
    rewrite(apps.get_model("topics", "Revision").objects, with_numbers)


def have_columns(apps, schema_editor):
    """SQLite makes the table again for later changes, without what the state does not
    know."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT * FROM topics_mission LIMIT 0")
        present = {column[0] for column in cursor.description}
    for name in CATEGORIES.keys() - present:
        schema_editor.execute(f"ALTER TABLE topics_mission ADD COLUMN {name} integer")


class Migration(migrations.Migration):
    dependencies = [("topics", "0036_mission_figures")]

    operations = [
        migrations.RunPython(carry, give_back),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField("mission", "peak_strength"),
                migrations.RemoveField("mission", "fatalities"),
            ]
        ),
        migrations.RunPython(migrations.RunPython.noop, have_columns),
    ]
