import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from topics.content.checking import ERROR, check_content, counts_by_section
from topics.models import Topic


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
        findings = check_content()
        errors = sum(finding.level == ERROR for finding in findings)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(f) for f in findings], indent=2))
        else:
            for finding in findings:
                self.stdout.write(
                    f"{finding.level}: {finding.page}: {finding.sentence} "
                    f"({finding.rule})"
                )
            self.stdout.write(
                f"{Topic.objects.published().count()} topics checked: {errors} errors, "
                f"{len(findings) - errors} warnings."
            )
        if errors:
            raise SystemExit(1)

    def print_counts(self):
        rows = counts_by_section()
        totals = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
        heads = ("Section", "Topics", "Words", "Sources", "Links")
        for title, *numbers in [heads, *rows, ("Sum", *totals)]:
            figures = "".join(f"{number:>10}" for number in numbers)
            self.stdout.write(f"{title:<28}{figures}")
