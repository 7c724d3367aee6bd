import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from topics.models import Topic
from topics.quality.counts import counts_by_section
from topics.quality.rule import Level
from topics.quality.rules import check


class Command(BaseCommand):
    help = "Look for broken links, orphans, missing sources and stale reviews."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Print JSON.")
        parser.add_argument(
            "--counts",
            action="store_true",
            help="Print topics, words, sources and links of each section instead.",
        )

    def handle(self, **options):
        if options["counts"]:
            self.print_counts()
            return
        issues = check()
        errors = sum(issue.level == Level.ERROR for issue in issues)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(issue) for issue in issues], indent=2))
        else:
            self.print_issues(issues, errors)
        if errors:
            raise SystemExit(1)

    def print_issues(self, issues, errors):
        for issue in issues:
            self.stdout.write(
                f"{issue.level}: {issue.page}: {issue.sentence} ({issue.rule})"
            )
        self.stdout.write(
            f"{Topic.objects.published().count()} topics checked: {errors} errors, "
            f"{len(issues) - errors} warnings."
        )

    def print_counts(self):
        rows = counts_by_section()
        totals = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
        heads = ("Section", "Topics", "Words", "Sources", "Links")
        for title, *numbers in [heads, *rows, ("Sum", *totals)]:
            figures = "".join(f"{number:>10}" for number in numbers)
            self.stdout.write(f"{title:<28}{figures}")
