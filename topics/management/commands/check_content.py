import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from topics.content.checking import ERROR, check_content
from topics.models import Topic


class Command(BaseCommand):
    help = "Look for broken links, orphans, missing sources and stale reviews."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Print JSON.")

    def handle(self, **options):
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
