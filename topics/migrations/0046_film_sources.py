from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0045_alerts")]

    operations = [
        migrations.AlterField(
            "source",
            "type",
            models.CharField(
                "type",
                choices=[
                    ("article", "Preprint or working paper"),
                    ("article-journal", "Journal article"),
                    ("article-magazine", "Magazine article"),
                    ("article-newspaper", "Newspaper article"),
                    ("book", "Book"),
                    ("chapter", "Chapter"),
                    ("dataset", "Data set"),
                    ("legal_case", "Judgment"),
                    ("legislation", "Resolution"),
                    ("motion_picture", "Film"),
                    ("report", "Report or document"),
                    ("speech", "Speech"),
                    ("thesis", "Thesis"),
                    ("treaty", "Treaty"),
                    ("webpage", "Web page"),
                ],
                editable=False,
                max_length=20,
            ),
        ),
    ]
