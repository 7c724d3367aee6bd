-- A database of commit 4576648: migrated by it, with fifteen topics loaded, three of
-- each profile and three without. The index of words is written as its rows.
BEGIN;
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES (1,'accounts','0001_account_events','2026-12-01 00:40:32.857275');
INSERT INTO "django_migrations" VALUES (2,'contenttypes','0001_initial','2026-12-01 00:40:32.859195');
INSERT INTO "django_migrations" VALUES (3,'auth','0001_initial','2026-12-01 00:40:32.867234');
INSERT INTO "django_migrations" VALUES (4,'admin','0001_initial','2026-12-01 00:40:32.871834');
INSERT INTO "django_migrations" VALUES (5,'admin','0002_logentry_remove_auto_add','2026-12-01 00:40:32.877398');
INSERT INTO "django_migrations" VALUES (6,'admin','0003_logentry_add_action_flag_choices','2026-12-01 00:40:32.880989');
INSERT INTO "django_migrations" VALUES (7,'contenttypes','0002_remove_content_type_name','2026-12-01 00:40:32.918088');
INSERT INTO "django_migrations" VALUES (8,'auth','0002_alter_permission_name_max_length','2026-12-01 00:40:32.923761');
INSERT INTO "django_migrations" VALUES (9,'auth','0003_alter_user_email_max_length','2026-12-01 00:40:32.928886');
INSERT INTO "django_migrations" VALUES (10,'auth','0004_alter_user_username_opts','2026-12-01 00:40:32.932350');
INSERT INTO "django_migrations" VALUES (11,'auth','0005_alter_user_last_login_null','2026-12-01 00:40:32.937540');
INSERT INTO "django_migrations" VALUES (12,'auth','0006_require_contenttypes_0002','2026-12-01 00:40:32.938386');
INSERT INTO "django_migrations" VALUES (13,'auth','0007_alter_validators_add_error_messages','2026-12-01 00:40:32.942001');
INSERT INTO "django_migrations" VALUES (14,'auth','0008_alter_user_username_max_length','2026-12-01 00:40:32.947405');
INSERT INTO "django_migrations" VALUES (15,'auth','0009_alter_user_last_name_max_length','2026-12-01 00:40:32.953609');
INSERT INTO "django_migrations" VALUES (16,'auth','0010_alter_group_name_max_length','2026-12-01 00:40:32.958537');
INSERT INTO "django_migrations" VALUES (17,'auth','0011_update_proxy_permissions','2026-12-01 00:40:32.962334');
INSERT INTO "django_migrations" VALUES (18,'auth','0012_alter_user_first_name_max_length','2026-12-01 00:40:32.967340');
INSERT INTO "django_migrations" VALUES (19,'axes','0001_initial','2026-12-01 00:40:32.969683');
INSERT INTO "django_migrations" VALUES (20,'axes','0002_auto_20151217_2044','2026-12-01 00:40:32.987951');
INSERT INTO "django_migrations" VALUES (21,'axes','0003_auto_20160322_0929','2026-12-01 00:40:32.994126');
INSERT INTO "django_migrations" VALUES (22,'axes','0004_auto_20181024_1538','2026-12-01 00:40:33.000002');
INSERT INTO "django_migrations" VALUES (23,'axes','0005_remove_accessattempt_trusted','2026-12-01 00:40:33.003096');
INSERT INTO "django_migrations" VALUES (24,'axes','0006_remove_accesslog_trusted','2026-12-01 00:40:33.006187');
INSERT INTO "django_migrations" VALUES (25,'axes','0007_alter_accessattempt_unique_together','2026-12-01 00:40:33.013667');
INSERT INTO "django_migrations" VALUES (26,'axes','0008_accessfailurelog','2026-12-01 00:40:33.015876');
INSERT INTO "django_migrations" VALUES (27,'axes','0009_add_session_hash','2026-12-01 00:40:33.018710');
INSERT INTO "django_migrations" VALUES (28,'axes','0010_accessattemptexpiration','2026-12-01 00:40:33.020566');
INSERT INTO "django_migrations" VALUES (29,'otp_static','0001_initial','2026-12-01 00:40:33.029719');
INSERT INTO "django_migrations" VALUES (30,'otp_static','0002_throttling','2026-12-01 00:40:33.039229');
INSERT INTO "django_migrations" VALUES (31,'otp_static','0003_add_timestamps','2026-12-01 00:40:33.050043');
INSERT INTO "django_migrations" VALUES (32,'otp_totp','0001_initial','2026-12-01 00:40:33.057393');
INSERT INTO "django_migrations" VALUES (33,'otp_totp','0002_auto_20190420_0723','2026-12-01 00:40:33.067304');
INSERT INTO "django_migrations" VALUES (34,'otp_totp','0003_add_timestamps','2026-12-01 00:40:33.077839');
INSERT INTO "django_migrations" VALUES (35,'sessions','0001_initial','2026-12-01 00:40:33.080093');
INSERT INTO "django_migrations" VALUES (36,'taggit','0001_initial','2026-12-01 00:40:33.087358');
INSERT INTO "django_migrations" VALUES (37,'taggit','0002_auto_20150616_2121','2026-12-01 00:40:33.090315');
INSERT INTO "django_migrations" VALUES (38,'taggit','0003_taggeditem_add_unique_index','2026-12-01 00:40:33.096650');
INSERT INTO "django_migrations" VALUES (39,'taggit','0004_alter_taggeditem_content_type_alter_taggeditem_tag','2026-12-01 00:40:33.106818');
INSERT INTO "django_migrations" VALUES (40,'taggit','0005_auto_20220424_2025','2026-12-01 00:40:33.110177');
INSERT INTO "django_migrations" VALUES (41,'taggit','0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx','2026-12-01 00:40:33.122665');
INSERT INTO "django_migrations" VALUES (42,'topics','0001_initial','2026-12-01 00:40:33.496313');
INSERT INTO "django_migrations" VALUES (43,'topics','0002_editor_groups','2026-12-01 00:40:33.521937');
INSERT INTO "django_migrations" VALUES (44,'topics','0003_mission_numbers','2026-12-01 00:40:33.537792');
INSERT INTO "django_migrations" VALUES (45,'topics','0004_search','2026-12-01 00:40:33.567867');
INSERT INTO "django_migrations" VALUES (46,'topics','0005_search_index','2026-12-01 00:40:33.582769');
INSERT INTO "django_migrations" VALUES (47,'topics','0006_editors_see_empty_searches','2026-12-01 00:40:33.601931');
INSERT INTO "django_migrations" VALUES (48,'topics','0007_workflow','2026-12-01 00:40:33.846576');
INSERT INTO "django_migrations" VALUES (49,'topics','0008_images','2026-12-01 00:40:33.897383');
INSERT INTO "django_migrations" VALUES (50,'topics','0009_editors_upload_images','2026-12-01 00:40:33.918672');
INSERT INTO "django_migrations" VALUES (51,'topics','0010_tag_addresses','2026-12-01 00:40:33.942810');
INSERT INTO "django_migrations" VALUES (52,'topics','0011_topic_uploads','2026-12-01 00:40:33.958804');
INSERT INTO "django_migrations" VALUES (53,'topics','0012_loaded_entries','2026-12-01 00:40:33.960477');
INSERT INTO "django_migrations" VALUES (54,'topics','0013_pictures_of_the_graph','2026-12-01 00:40:33.978338');
INSERT INTO "django_migrations" VALUES (55,'topics','0014_measurement_bounds','2026-12-01 00:40:33.996246');
INSERT INTO "django_migrations" VALUES (56,'topics','0015_pages','2026-12-01 00:40:34.029267');
INSERT INTO "django_migrations" VALUES (57,'topics','0016_places_and_counts','2026-12-01 00:40:34.078655');
INSERT INTO "django_migrations" VALUES (58,'topics','0017_find_places_and_count','2026-12-01 00:40:34.119599');
INSERT INTO "django_migrations" VALUES (59,'topics','0018_index_places','2026-12-01 00:40:34.156855');
INSERT INTO "django_migrations" VALUES (60,'topics','0019_order_by_place','2026-12-01 00:40:34.331043');
INSERT INTO "django_migrations" VALUES (61,'topics','0020_index_orders','2026-12-01 00:40:34.368592');
CREATE TABLE "accounts_accountevent" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "time" datetime NOT NULL, "kind" varchar(20) NOT NULL, "account" varchar(150) NOT NULL, "by" varchar(150) NOT NULL, "address" varchar(45) NOT NULL, "detail" text NOT NULL);
CREATE TABLE "auth_group_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "auth_group_permissions" VALUES (1,1,128);
INSERT INTO "auth_group_permissions" VALUES (2,1,68);
INSERT INTO "auth_group_permissions" VALUES (3,1,45);
INSERT INTO "auth_group_permissions" VALUES (4,1,46);
INSERT INTO "auth_group_permissions" VALUES (5,1,48);
INSERT INTO "auth_group_permissions" VALUES (6,1,20);
INSERT INTO "auth_group_permissions" VALUES (7,1,124);
INSERT INTO "auth_group_permissions" VALUES (8,1,125);
INSERT INTO "auth_group_permissions" VALUES (9,1,126);
INSERT INTO "auth_group_permissions" VALUES (10,2,128);
INSERT INTO "auth_group_permissions" VALUES (11,2,129);
INSERT INTO "auth_group_permissions" VALUES (12,2,18);
INSERT INTO "auth_group_permissions" VALUES (13,2,20);
INSERT INTO "auth_group_permissions" VALUES (14,2,45);
INSERT INTO "auth_group_permissions" VALUES (15,2,46);
INSERT INTO "auth_group_permissions" VALUES (16,2,47);
INSERT INTO "auth_group_permissions" VALUES (17,2,48);
INSERT INTO "auth_group_permissions" VALUES (18,2,65);
INSERT INTO "auth_group_permissions" VALUES (19,2,66);
INSERT INTO "auth_group_permissions" VALUES (20,2,67);
INSERT INTO "auth_group_permissions" VALUES (21,2,68);
INSERT INTO "auth_group_permissions" VALUES (22,2,73);
INSERT INTO "auth_group_permissions" VALUES (23,2,74);
INSERT INTO "auth_group_permissions" VALUES (24,2,75);
INSERT INTO "auth_group_permissions" VALUES (25,2,76);
INSERT INTO "auth_group_permissions" VALUES (26,2,124);
INSERT INTO "auth_group_permissions" VALUES (27,2,125);
INSERT INTO "auth_group_permissions" VALUES (28,2,126);
INSERT INTO "auth_group_permissions" VALUES (29,2,127);
INSERT INTO "auth_group_permissions" VALUES (30,1,92);
INSERT INTO "auth_group_permissions" VALUES (31,2,92);
INSERT INTO "auth_group_permissions" VALUES (32,1,97);
INSERT INTO "auth_group_permissions" VALUES (33,1,100);
INSERT INTO "auth_group_permissions" VALUES (34,2,97);
INSERT INTO "auth_group_permissions" VALUES (35,2,98);
INSERT INTO "auth_group_permissions" VALUES (36,2,99);
INSERT INTO "auth_group_permissions" VALUES (37,2,100);
CREATE TABLE "auth_user_groups" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "group_id" integer NOT NULL REFERENCES "auth_group" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "auth_user_user_permissions" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "permission_id" integer NOT NULL REFERENCES "auth_permission" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "django_admin_log" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" text NULL, "object_repr" varchar(200) NOT NULL, "action_flag" smallint unsigned NOT NULL CHECK ("action_flag" >= 0), "change_message" text NOT NULL, "content_type_id" integer NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "action_time" datetime NOT NULL);
CREATE TABLE "django_content_type" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app_label" varchar(100) NOT NULL, "model" varchar(100) NOT NULL);
INSERT INTO "django_content_type" VALUES (1,'topics','alias');
INSERT INTO "django_content_type" VALUES (2,'topics','mission');
INSERT INTO "django_content_type" VALUES (3,'topics','missioncountry');
INSERT INTO "django_content_type" VALUES (4,'topics','missionresolution');
INSERT INTO "django_content_type" VALUES (5,'topics','section');
INSERT INTO "django_content_type" VALUES (6,'topics','link');
INSERT INTO "django_content_type" VALUES (7,'topics','crossreference');
INSERT INTO "django_content_type" VALUES (8,'topics','constellation');
INSERT INTO "django_content_type" VALUES (9,'topics','neighbourhood');
INSERT INTO "django_content_type" VALUES (10,'topics','page');
INSERT INTO "django_content_type" VALUES (11,'topics','shown');
INSERT INTO "django_content_type" VALUES (12,'topics','source');
INSERT INTO "django_content_type" VALUES (13,'topics','citation');
INSERT INTO "django_content_type" VALUES (14,'topics','searchdocument');
INSERT INTO "django_content_type" VALUES (15,'topics','word');
INSERT INTO "django_content_type" VALUES (16,'topics','completion');
INSERT INTO "django_content_type" VALUES (17,'topics','tag');
INSERT INTO "django_content_type" VALUES (18,'topics','tagaddress');
INSERT INTO "django_content_type" VALUES (19,'topics','tagalias');
INSERT INTO "django_content_type" VALUES (20,'topics','tagging');
INSERT INTO "django_content_type" VALUES (21,'topics','presence');
INSERT INTO "django_content_type" VALUES (22,'topics','autosave');
INSERT INTO "django_content_type" VALUES (23,'topics','emptysearch');
INSERT INTO "django_content_type" VALUES (24,'topics','event');
INSERT INTO "django_content_type" VALUES (25,'topics','image');
INSERT INTO "django_content_type" VALUES (26,'topics','depiction');
INSERT INTO "django_content_type" VALUES (27,'topics','indicator');
INSERT INTO "django_content_type" VALUES (28,'topics','measurement');
INSERT INTO "django_content_type" VALUES (29,'topics','instrument');
INSERT INTO "django_content_type" VALUES (30,'topics','loadedentry');
INSERT INTO "django_content_type" VALUES (31,'topics','revision');
INSERT INTO "django_content_type" VALUES (32,'topics','topic');
INSERT INTO "django_content_type" VALUES (33,'topics','topicupload');
INSERT INTO "django_content_type" VALUES (34,'taggit','tag');
INSERT INTO "django_content_type" VALUES (35,'taggit','taggeditem');
INSERT INTO "django_content_type" VALUES (36,'admin','logentry');
INSERT INTO "django_content_type" VALUES (37,'auth','permission');
INSERT INTO "django_content_type" VALUES (38,'auth','group');
INSERT INTO "django_content_type" VALUES (39,'auth','user');
INSERT INTO "django_content_type" VALUES (40,'contenttypes','contenttype');
INSERT INTO "django_content_type" VALUES (41,'sessions','session');
INSERT INTO "django_content_type" VALUES (42,'axes','accessattempt');
INSERT INTO "django_content_type" VALUES (43,'axes','accesslog');
INSERT INTO "django_content_type" VALUES (44,'axes','accessfailurelog');
INSERT INTO "django_content_type" VALUES (45,'axes','accessattemptexpiration');
INSERT INTO "django_content_type" VALUES (46,'otp_totp','totpdevice');
INSERT INTO "django_content_type" VALUES (47,'otp_static','staticdevice');
INSERT INTO "django_content_type" VALUES (48,'otp_static','statictoken');
INSERT INTO "django_content_type" VALUES (49,'accounts','accountevent');
CREATE TABLE "auth_permission" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "codename" varchar(100) NOT NULL, "name" varchar(255) NOT NULL);
INSERT INTO "auth_permission" VALUES (1,1,'add_alias','Can add old address');
INSERT INTO "auth_permission" VALUES (2,1,'change_alias','Can change old address');
INSERT INTO "auth_permission" VALUES (3,1,'delete_alias','Can delete old address');
INSERT INTO "auth_permission" VALUES (4,1,'view_alias','Can view old address');
INSERT INTO "auth_permission" VALUES (5,2,'add_mission','Can add mission');
INSERT INTO "auth_permission" VALUES (6,2,'change_mission','Can change mission');
INSERT INTO "auth_permission" VALUES (7,2,'delete_mission','Can delete mission');
INSERT INTO "auth_permission" VALUES (8,2,'view_mission','Can view mission');
INSERT INTO "auth_permission" VALUES (9,3,'add_missioncountry','Can add mission country');
INSERT INTO "auth_permission" VALUES (10,3,'change_missioncountry','Can change mission country');
INSERT INTO "auth_permission" VALUES (11,3,'delete_missioncountry','Can delete mission country');
INSERT INTO "auth_permission" VALUES (12,3,'view_missioncountry','Can view mission country');
INSERT INTO "auth_permission" VALUES (13,4,'add_missionresolution','Can add mission resolution');
INSERT INTO "auth_permission" VALUES (14,4,'change_missionresolution','Can change mission resolution');
INSERT INTO "auth_permission" VALUES (15,4,'delete_missionresolution','Can delete mission resolution');
INSERT INTO "auth_permission" VALUES (16,4,'view_missionresolution','Can view mission resolution');
INSERT INTO "auth_permission" VALUES (17,5,'add_section','Can add section');
INSERT INTO "auth_permission" VALUES (18,5,'change_section','Can change section');
INSERT INTO "auth_permission" VALUES (19,5,'delete_section','Can delete section');
INSERT INTO "auth_permission" VALUES (20,5,'view_section','Can view section');
INSERT INTO "auth_permission" VALUES (21,6,'add_link','Can add link');
INSERT INTO "auth_permission" VALUES (22,6,'change_link','Can change link');
INSERT INTO "auth_permission" VALUES (23,6,'delete_link','Can delete link');
INSERT INTO "auth_permission" VALUES (24,6,'view_link','Can view link');
INSERT INTO "auth_permission" VALUES (25,7,'add_crossreference','Can add cross reference');
INSERT INTO "auth_permission" VALUES (26,7,'change_crossreference','Can change cross reference');
INSERT INTO "auth_permission" VALUES (27,7,'delete_crossreference','Can delete cross reference');
INSERT INTO "auth_permission" VALUES (28,7,'view_crossreference','Can view cross reference');
INSERT INTO "auth_permission" VALUES (29,8,'add_constellation','Can add constellation');
INSERT INTO "auth_permission" VALUES (30,8,'change_constellation','Can change constellation');
INSERT INTO "auth_permission" VALUES (31,8,'delete_constellation','Can delete constellation');
INSERT INTO "auth_permission" VALUES (32,8,'view_constellation','Can view constellation');
INSERT INTO "auth_permission" VALUES (33,9,'add_neighbourhood','Can add neighbourhood');
INSERT INTO "auth_permission" VALUES (34,9,'change_neighbourhood','Can change neighbourhood');
INSERT INTO "auth_permission" VALUES (35,9,'delete_neighbourhood','Can delete neighbourhood');
INSERT INTO "auth_permission" VALUES (36,9,'view_neighbourhood','Can view neighbourhood');
INSERT INTO "auth_permission" VALUES (37,10,'add_page','Can add page');
INSERT INTO "auth_permission" VALUES (38,10,'change_page','Can change page');
INSERT INTO "auth_permission" VALUES (39,10,'delete_page','Can delete page');
INSERT INTO "auth_permission" VALUES (40,10,'view_page','Can view page');
INSERT INTO "auth_permission" VALUES (41,11,'add_shown','Can add shown');
INSERT INTO "auth_permission" VALUES (42,11,'change_shown','Can change shown');
INSERT INTO "auth_permission" VALUES (43,11,'delete_shown','Can delete shown');
INSERT INTO "auth_permission" VALUES (44,11,'view_shown','Can view shown');
INSERT INTO "auth_permission" VALUES (45,12,'add_source','Can add source');
INSERT INTO "auth_permission" VALUES (46,12,'change_source','Can change source');
INSERT INTO "auth_permission" VALUES (47,12,'delete_source','Can delete source');
INSERT INTO "auth_permission" VALUES (48,12,'view_source','Can view source');
INSERT INTO "auth_permission" VALUES (49,13,'add_citation','Can add citation');
INSERT INTO "auth_permission" VALUES (50,13,'change_citation','Can change citation');
INSERT INTO "auth_permission" VALUES (51,13,'delete_citation','Can delete citation');
INSERT INTO "auth_permission" VALUES (52,13,'view_citation','Can view citation');
INSERT INTO "auth_permission" VALUES (53,14,'add_searchdocument','Can add search document');
INSERT INTO "auth_permission" VALUES (54,14,'change_searchdocument','Can change search document');
INSERT INTO "auth_permission" VALUES (55,14,'delete_searchdocument','Can delete search document');
INSERT INTO "auth_permission" VALUES (56,14,'view_searchdocument','Can view search document');
INSERT INTO "auth_permission" VALUES (57,15,'add_word','Can add word');
INSERT INTO "auth_permission" VALUES (58,15,'change_word','Can change word');
INSERT INTO "auth_permission" VALUES (59,15,'delete_word','Can delete word');
INSERT INTO "auth_permission" VALUES (60,15,'view_word','Can view word');
INSERT INTO "auth_permission" VALUES (61,16,'add_completion','Can add completion');
INSERT INTO "auth_permission" VALUES (62,16,'change_completion','Can change completion');
INSERT INTO "auth_permission" VALUES (63,16,'delete_completion','Can delete completion');
INSERT INTO "auth_permission" VALUES (64,16,'view_completion','Can view completion');
INSERT INTO "auth_permission" VALUES (65,17,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES (66,17,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES (67,17,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES (68,17,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES (69,18,'add_tagaddress','Can add old address of a tag');
INSERT INTO "auth_permission" VALUES (70,18,'change_tagaddress','Can change old address of a tag');
INSERT INTO "auth_permission" VALUES (71,18,'delete_tagaddress','Can delete old address of a tag');
INSERT INTO "auth_permission" VALUES (72,18,'view_tagaddress','Can view old address of a tag');
INSERT INTO "auth_permission" VALUES (73,19,'add_tagalias','Can add other name');
INSERT INTO "auth_permission" VALUES (74,19,'change_tagalias','Can change other name');
INSERT INTO "auth_permission" VALUES (75,19,'delete_tagalias','Can delete other name');
INSERT INTO "auth_permission" VALUES (76,19,'view_tagalias','Can view other name');
INSERT INTO "auth_permission" VALUES (77,20,'add_tagging','Can add tagging');
INSERT INTO "auth_permission" VALUES (78,20,'change_tagging','Can change tagging');
INSERT INTO "auth_permission" VALUES (79,20,'delete_tagging','Can delete tagging');
INSERT INTO "auth_permission" VALUES (80,20,'view_tagging','Can view tagging');
INSERT INTO "auth_permission" VALUES (81,21,'add_presence','Can add presence');
INSERT INTO "auth_permission" VALUES (82,21,'change_presence','Can change presence');
INSERT INTO "auth_permission" VALUES (83,21,'delete_presence','Can delete presence');
INSERT INTO "auth_permission" VALUES (84,21,'view_presence','Can view presence');
INSERT INTO "auth_permission" VALUES (85,22,'add_autosave','Can add autosave');
INSERT INTO "auth_permission" VALUES (86,22,'change_autosave','Can change autosave');
INSERT INTO "auth_permission" VALUES (87,22,'delete_autosave','Can delete autosave');
INSERT INTO "auth_permission" VALUES (88,22,'view_autosave','Can view autosave');
INSERT INTO "auth_permission" VALUES (89,23,'add_emptysearch','Can add search without result');
INSERT INTO "auth_permission" VALUES (90,23,'change_emptysearch','Can change search without result');
INSERT INTO "auth_permission" VALUES (91,23,'delete_emptysearch','Can delete search without result');
INSERT INTO "auth_permission" VALUES (92,23,'view_emptysearch','Can view search without result');
INSERT INTO "auth_permission" VALUES (93,24,'add_event','Can add event');
INSERT INTO "auth_permission" VALUES (94,24,'change_event','Can change event');
INSERT INTO "auth_permission" VALUES (95,24,'delete_event','Can delete event');
INSERT INTO "auth_permission" VALUES (96,24,'view_event','Can view event');
INSERT INTO "auth_permission" VALUES (97,25,'add_image','Can add image');
INSERT INTO "auth_permission" VALUES (98,25,'change_image','Can change image');
INSERT INTO "auth_permission" VALUES (99,25,'delete_image','Can delete image');
INSERT INTO "auth_permission" VALUES (100,25,'view_image','Can view image');
INSERT INTO "auth_permission" VALUES (101,26,'add_depiction','Can add depiction');
INSERT INTO "auth_permission" VALUES (102,26,'change_depiction','Can change depiction');
INSERT INTO "auth_permission" VALUES (103,26,'delete_depiction','Can delete depiction');
INSERT INTO "auth_permission" VALUES (104,26,'view_depiction','Can view depiction');
INSERT INTO "auth_permission" VALUES (105,27,'add_indicator','Can add indicator');
INSERT INTO "auth_permission" VALUES (106,27,'change_indicator','Can change indicator');
INSERT INTO "auth_permission" VALUES (107,27,'delete_indicator','Can delete indicator');
INSERT INTO "auth_permission" VALUES (108,27,'view_indicator','Can view indicator');
INSERT INTO "auth_permission" VALUES (109,28,'add_measurement','Can add measurement');
INSERT INTO "auth_permission" VALUES (110,28,'change_measurement','Can change measurement');
INSERT INTO "auth_permission" VALUES (111,28,'delete_measurement','Can delete measurement');
INSERT INTO "auth_permission" VALUES (112,28,'view_measurement','Can view measurement');
INSERT INTO "auth_permission" VALUES (113,29,'add_instrument','Can add instrument');
INSERT INTO "auth_permission" VALUES (114,29,'change_instrument','Can change instrument');
INSERT INTO "auth_permission" VALUES (115,29,'delete_instrument','Can delete instrument');
INSERT INTO "auth_permission" VALUES (116,29,'view_instrument','Can view instrument');
INSERT INTO "auth_permission" VALUES (117,30,'add_loadedentry','Can add loaded entry');
INSERT INTO "auth_permission" VALUES (118,30,'change_loadedentry','Can change loaded entry');
INSERT INTO "auth_permission" VALUES (119,30,'delete_loadedentry','Can delete loaded entry');
INSERT INTO "auth_permission" VALUES (120,30,'view_loadedentry','Can view loaded entry');
INSERT INTO "auth_permission" VALUES (121,31,'add_revision','Can add revision');
INSERT INTO "auth_permission" VALUES (122,31,'change_revision','Can change revision');
INSERT INTO "auth_permission" VALUES (123,31,'delete_revision','Can delete revision');
INSERT INTO "auth_permission" VALUES (124,31,'view_revision','Can view revision');
INSERT INTO "auth_permission" VALUES (125,32,'add_topic','Can add topic');
INSERT INTO "auth_permission" VALUES (126,32,'change_topic','Can change topic');
INSERT INTO "auth_permission" VALUES (127,32,'delete_topic','Can delete topic');
INSERT INTO "auth_permission" VALUES (128,32,'view_topic','Can view topic');
INSERT INTO "auth_permission" VALUES (129,32,'publish_topic','Can publish topics');
INSERT INTO "auth_permission" VALUES (130,34,'add_tag','Can add tag');
INSERT INTO "auth_permission" VALUES (131,34,'change_tag','Can change tag');
INSERT INTO "auth_permission" VALUES (132,34,'delete_tag','Can delete tag');
INSERT INTO "auth_permission" VALUES (133,34,'view_tag','Can view tag');
INSERT INTO "auth_permission" VALUES (134,35,'add_taggeditem','Can add tagged item');
INSERT INTO "auth_permission" VALUES (135,35,'change_taggeditem','Can change tagged item');
INSERT INTO "auth_permission" VALUES (136,35,'delete_taggeditem','Can delete tagged item');
INSERT INTO "auth_permission" VALUES (137,35,'view_taggeditem','Can view tagged item');
INSERT INTO "auth_permission" VALUES (138,36,'add_logentry','Can add log entry');
INSERT INTO "auth_permission" VALUES (139,36,'change_logentry','Can change log entry');
INSERT INTO "auth_permission" VALUES (140,36,'delete_logentry','Can delete log entry');
INSERT INTO "auth_permission" VALUES (141,36,'view_logentry','Can view log entry');
INSERT INTO "auth_permission" VALUES (142,37,'add_permission','Can add permission');
INSERT INTO "auth_permission" VALUES (143,37,'change_permission','Can change permission');
INSERT INTO "auth_permission" VALUES (144,37,'delete_permission','Can delete permission');
INSERT INTO "auth_permission" VALUES (145,37,'view_permission','Can view permission');
INSERT INTO "auth_permission" VALUES (146,38,'add_group','Can add group');
INSERT INTO "auth_permission" VALUES (147,38,'change_group','Can change group');
INSERT INTO "auth_permission" VALUES (148,38,'delete_group','Can delete group');
INSERT INTO "auth_permission" VALUES (149,38,'view_group','Can view group');
INSERT INTO "auth_permission" VALUES (150,39,'add_user','Can add user');
INSERT INTO "auth_permission" VALUES (151,39,'change_user','Can change user');
INSERT INTO "auth_permission" VALUES (152,39,'delete_user','Can delete user');
INSERT INTO "auth_permission" VALUES (153,39,'view_user','Can view user');
INSERT INTO "auth_permission" VALUES (154,40,'add_contenttype','Can add content type');
INSERT INTO "auth_permission" VALUES (155,40,'change_contenttype','Can change content type');
INSERT INTO "auth_permission" VALUES (156,40,'delete_contenttype','Can delete content type');
INSERT INTO "auth_permission" VALUES (157,40,'view_contenttype','Can view content type');
INSERT INTO "auth_permission" VALUES (158,41,'add_session','Can add session');
INSERT INTO "auth_permission" VALUES (159,41,'change_session','Can change session');
INSERT INTO "auth_permission" VALUES (160,41,'delete_session','Can delete session');
INSERT INTO "auth_permission" VALUES (161,41,'view_session','Can view session');
INSERT INTO "auth_permission" VALUES (162,42,'add_accessattempt','Can add access attempt');
INSERT INTO "auth_permission" VALUES (163,42,'change_accessattempt','Can change access attempt');
INSERT INTO "auth_permission" VALUES (164,42,'delete_accessattempt','Can delete access attempt');
INSERT INTO "auth_permission" VALUES (165,42,'view_accessattempt','Can view access attempt');
INSERT INTO "auth_permission" VALUES (166,43,'add_accesslog','Can add access log');
INSERT INTO "auth_permission" VALUES (167,43,'change_accesslog','Can change access log');
INSERT INTO "auth_permission" VALUES (168,43,'delete_accesslog','Can delete access log');
INSERT INTO "auth_permission" VALUES (169,43,'view_accesslog','Can view access log');
INSERT INTO "auth_permission" VALUES (170,44,'add_accessfailurelog','Can add access failure');
INSERT INTO "auth_permission" VALUES (171,44,'change_accessfailurelog','Can change access failure');
INSERT INTO "auth_permission" VALUES (172,44,'delete_accessfailurelog','Can delete access failure');
INSERT INTO "auth_permission" VALUES (173,44,'view_accessfailurelog','Can view access failure');
INSERT INTO "auth_permission" VALUES (174,45,'add_accessattemptexpiration','Can add access attempt expiration');
INSERT INTO "auth_permission" VALUES (175,45,'change_accessattemptexpiration','Can change access attempt expiration');
INSERT INTO "auth_permission" VALUES (176,45,'delete_accessattemptexpiration','Can delete access attempt expiration');
INSERT INTO "auth_permission" VALUES (177,45,'view_accessattemptexpiration','Can view access attempt expiration');
INSERT INTO "auth_permission" VALUES (178,46,'add_totpdevice','Can add TOTP device');
INSERT INTO "auth_permission" VALUES (179,46,'change_totpdevice','Can change TOTP device');
INSERT INTO "auth_permission" VALUES (180,46,'delete_totpdevice','Can delete TOTP device');
INSERT INTO "auth_permission" VALUES (181,46,'view_totpdevice','Can view TOTP device');
INSERT INTO "auth_permission" VALUES (182,47,'add_staticdevice','Can add static device');
INSERT INTO "auth_permission" VALUES (183,47,'change_staticdevice','Can change static device');
INSERT INTO "auth_permission" VALUES (184,47,'delete_staticdevice','Can delete static device');
INSERT INTO "auth_permission" VALUES (185,47,'view_staticdevice','Can view static device');
INSERT INTO "auth_permission" VALUES (186,48,'add_statictoken','Can add static token');
INSERT INTO "auth_permission" VALUES (187,48,'change_statictoken','Can change static token');
INSERT INTO "auth_permission" VALUES (188,48,'delete_statictoken','Can delete static token');
INSERT INTO "auth_permission" VALUES (189,48,'view_statictoken','Can view static token');
INSERT INTO "auth_permission" VALUES (190,49,'add_accountevent','Can add account event');
INSERT INTO "auth_permission" VALUES (191,49,'change_accountevent','Can change account event');
INSERT INTO "auth_permission" VALUES (192,49,'delete_accountevent','Can delete account event');
INSERT INTO "auth_permission" VALUES (193,49,'view_accountevent','Can view account event');
CREATE TABLE "auth_group" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(150) NOT NULL UNIQUE);
INSERT INTO "auth_group" VALUES (1,'Contributors');
INSERT INTO "auth_group" VALUES (2,'Editors');
CREATE TABLE "auth_user" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "password" varchar(128) NOT NULL, "last_login" datetime NULL, "is_superuser" bool NOT NULL, "username" varchar(150) NOT NULL UNIQUE, "last_name" varchar(150) NOT NULL, "email" varchar(254) NOT NULL, "is_staff" bool NOT NULL, "is_active" bool NOT NULL, "date_joined" datetime NOT NULL, "first_name" varchar(150) NOT NULL);
CREATE TABLE "axes_accessattempt" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "get_data" text NOT NULL, "post_data" text NOT NULL, "failures_since_start" integer unsigned NOT NULL CHECK ("failures_since_start" >= 0));
CREATE TABLE "axes_accessfailurelog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "locked_out" bool NOT NULL);
CREATE TABLE "axes_accesslog" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "user_agent" varchar(255) NOT NULL, "ip_address" char(39) NULL, "username" varchar(255) NULL, "http_accept" varchar(1025) NOT NULL, "path_info" varchar(255) NOT NULL, "attempt_time" datetime NOT NULL, "logout_time" datetime NULL, "session_hash" varchar(64) NOT NULL);
CREATE TABLE "axes_accessattemptexpiration" ("access_attempt_id" integer NOT NULL PRIMARY KEY REFERENCES "axes_accessattempt" ("id") DEFERRABLE INITIALLY DEFERRED, "expires_at" datetime NOT NULL);
CREATE TABLE "otp_static_statictoken" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token" varchar(16) NOT NULL, "device_id" integer NOT NULL REFERENCES "otp_static_staticdevice" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "otp_static_staticdevice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(64) NOT NULL, "confirmed" bool NOT NULL, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "throttling_failure_count" integer unsigned NOT NULL CHECK ("throttling_failure_count" >= 0), "throttling_failure_timestamp" datetime NULL, "created_at" datetime NULL, "last_used_at" datetime NULL);
CREATE TABLE "otp_totp_totpdevice" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(64) NOT NULL, "confirmed" bool NOT NULL, "key" varchar(80) NOT NULL, "step" smallint unsigned NOT NULL CHECK ("step" >= 0), "t0" bigint NOT NULL, "digits" smallint unsigned NOT NULL CHECK ("digits" >= 0), "tolerance" smallint unsigned NOT NULL CHECK ("tolerance" >= 0), "drift" smallint NOT NULL, "last_t" bigint NOT NULL, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "throttling_failure_count" integer unsigned NOT NULL CHECK ("throttling_failure_count" >= 0), "throttling_failure_timestamp" datetime NULL, "created_at" datetime NULL, "last_used_at" datetime NULL);
CREATE TABLE "django_session" ("session_key" varchar(40) NOT NULL PRIMARY KEY, "session_data" text NOT NULL, "expire_date" datetime NOT NULL);
CREATE TABLE "taggit_taggeditem" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "object_id" integer NOT NULL, "content_type_id" integer NOT NULL REFERENCES "django_content_type" ("id") DEFERRABLE INITIALLY DEFERRED, "tag_id" integer NOT NULL REFERENCES "taggit_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uniq" UNIQUE ("content_type_id", "object_id", "tag_id"));
CREATE TABLE "taggit_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE);
CREATE TABLE "topics_instrument" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "symbol" varchar(80) NOT NULL, "body" varchar(120) NOT NULL, "kind" varchar(20) NOT NULL, "adopted" varchar(10) NOT NULL, "status" varchar(200) NOT NULL, "url" varchar(300) NOT NULL);
INSERT INTO "topics_instrument" VALUES (7,'','San Francisco conference','charter','1945-06-26','','');
INSERT INTO "topics_instrument" VALUES (8,'S/RES/1181 (1998)','Security Council','resolution','1998-07-13','','');
INSERT INTO "topics_instrument" VALUES (9,'S/RES/1270 (1999)','Security Council','resolution','1999-10-22','','');
CREATE TABLE "topics_alias" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(80) NOT NULL UNIQUE, "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "topics_tag_related" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "from_tag_id" bigint NOT NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED, "to_tag_id" bigint NOT NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "topics_tagalias" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "tag_id" bigint NOT NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "topics_tagalias" VALUES (1,'Host consent',3);
CREATE TABLE "topics_event" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "start" varchar(10) NOT NULL, "end" varchar(10) NOT NULL, "place" varchar(120) NOT NULL, CONSTRAINT "event_ends_after_start" CHECK (("end" = '' OR "end" >= (SUBSTR("start", 1, LENGTH("end"))))));
INSERT INTO "topics_event" VALUES (4,'1996-11-30','','Abidjan');
INSERT INTO "topics_event" VALUES (5,'1999-07-07','','Lomé');
INSERT INTO "topics_event" VALUES (6,'2000-08-21','','New York');
CREATE TABLE "topics_indicator" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "definition" varchar(500) NOT NULL, "unit" varchar(80) NOT NULL, "frequency" varchar(80) NOT NULL, "publisher" varchar(120) NOT NULL, "direction" varchar(20) NOT NULL, "source_id" bigint NOT NULL REFERENCES "topics_source" ("id") DEFERRABLE INITIALLY DEFERRED);
INSERT INTO "topics_indicator" VALUES (1,'Budget in the year.','dollars','','United Nations','depends',1);
INSERT INTO "topics_indicator" VALUES (2,'Operations in the year.','operations','','United Nations','depends',1);
INSERT INTO "topics_indicator" VALUES (3,'Personnel deployed in the year.','persons','','United Nations','depends',1);
CREATE TABLE "topics_crossreference" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" varchar(20) NOT NULL, "slug" varchar(80) NOT NULL, "note" varchar(200) NOT NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "source_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "target_id" bigint NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "cross_reference_once" UNIQUE ("source_id", "kind", "slug"), CONSTRAINT "cross_reference_to_another_topic" CHECK (NOT ("source_id" = ("target_id") AND "target_id" IS NOT NULL)));
INSERT INTO "topics_crossreference" VALUES (1,'see-also','impartiality','a principle',0,10,14);
CREATE TABLE "topics_link" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(200) NOT NULL, "source_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "target_id" bigint NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "link_once" UNIQUE ("source_id", "slug"));
INSERT INTO "topics_link" VALUES (1,'unamsil',5,10);
INSERT INTO "topics_link" VALUES (2,'unomsil',8,12);
INSERT INTO "topics_link" VALUES (3,'unamsil',9,10);
INSERT INTO "topics_link" VALUES (4,'lome-1999',10,5);
INSERT INTO "topics_link" VALUES (5,'impartiality',13,14);
CREATE TABLE "topics_citation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(80) NOT NULL, "number" smallint unsigned NOT NULL CHECK ("number" >= 0), "marks" text NOT NULL CHECK ((JSON_VALID("marks") OR "marks" IS NULL)), "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "source_id" bigint NULL REFERENCES "topics_source" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "citation_once" UNIQUE ("topic_id", "key"));
INSERT INTO "topics_citation" VALUES (1,'report-2000',1,'["cite-report-2000-1"]',1,1);
INSERT INTO "topics_citation" VALUES (2,'report-2000',1,'["cite-report-2000-1"]',2,1);
INSERT INTO "topics_citation" VALUES (3,'report-2000',1,'["cite-report-2000-1"]',3,1);
INSERT INTO "topics_citation" VALUES (4,'report-2000',1,'["cite-report-2000-1"]',4,1);
INSERT INTO "topics_citation" VALUES (5,'report-2000',1,'["cite-report-2000-1"]',5,1);
INSERT INTO "topics_citation" VALUES (6,'report-2000',1,'["cite-report-2000-1"]',6,1);
INSERT INTO "topics_citation" VALUES (7,'report-2000',1,'["cite-report-2000-1"]',7,1);
INSERT INTO "topics_citation" VALUES (8,'report-2000',1,'["cite-report-2000-1"]',8,1);
INSERT INTO "topics_citation" VALUES (9,'report-2000',1,'["cite-report-2000-1"]',9,1);
INSERT INTO "topics_citation" VALUES (10,'report-2000',1,'["cite-report-2000-1"]',10,1);
INSERT INTO "topics_citation" VALUES (11,'report-2000',1,'["cite-report-2000-1"]',11,1);
INSERT INTO "topics_citation" VALUES (12,'report-2000',1,'["cite-report-2000-1"]',12,1);
INSERT INTO "topics_citation" VALUES (13,'report-2000',1,'["cite-report-2000-1"]',13,1);
INSERT INTO "topics_citation" VALUES (14,'report-2000',1,'["cite-report-2000-1"]',14,1);
INSERT INTO "topics_citation" VALUES (15,'report-2000',1,'["cite-report-2000-1"]',15,1);
CREATE TABLE "topics_missionresolution" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "symbol" varchar(40) NOT NULL, "profile_id" bigint NOT NULL REFERENCES "topics_mission" ("topic_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mission_resolution_once" UNIQUE ("profile_id", "symbol"));
INSERT INTO "topics_missionresolution" VALUES (1,0,'S/RES/1270 (1999)',10);
INSERT INTO "topics_missionresolution" VALUES (2,0,'S/RES/1509 (2003)',11);
INSERT INTO "topics_missionresolution" VALUES (3,0,'S/RES/1181 (1998)',12);
CREATE TABLE "topics_missioncountry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "country" varchar(2) NOT NULL, "profile_id" bigint NOT NULL REFERENCES "topics_mission" ("topic_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "mission_country_once" UNIQUE ("profile_id", "country"));
INSERT INTO "topics_missioncountry" VALUES (1,0,'SL',10);
INSERT INTO "topics_missioncountry" VALUES (2,0,'LR',11);
INSERT INTO "topics_missioncountry" VALUES (3,0,'SL',12);
CREATE TABLE "topics_mission" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "acronym" varchar(20) NOT NULL, "lead" varchar(20) NOT NULL, "region" varchar(30) NOT NULL, "area" varchar(200) NOT NULL, "start" varchar(10) NOT NULL, "end" varchar(10) NOT NULL, "predecessor_slug" varchar(80) NOT NULL, "predecessor_id" bigint NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "fatalities" integer unsigned NULL CHECK ("fatalities" >= 0), "peak_strength" integer unsigned NULL CHECK ("peak_strength" >= 0), CONSTRAINT "mission_ends_after_start" CHECK (("end" = '' OR "end" >= (SUBSTR("start", 1, LENGTH("end"))))), CONSTRAINT "mission_not_its_own_predecessor" CHECK (NOT ("predecessor_id" = ("topic_id") AND "predecessor_id" IS NOT NULL)));
INSERT INTO "topics_mission" VALUES (10,'UNAMSIL','UN','Africa','Sierra Leone','1999-10','2005-12','unomsil',12,NULL,NULL);
INSERT INTO "topics_mission" VALUES (11,'UNMIL','UN','Africa','Liberia','2003-09','2018-03','',NULL,NULL,NULL);
INSERT INTO "topics_mission" VALUES (12,'UNOMSIL','UN','Africa','Sierra Leone','1998-07','1999-10','',NULL,NULL,NULL);
CREATE TABLE "topics_emptysearch" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "words" varchar(400) NOT NULL UNIQUE, "count" integer unsigned NOT NULL CHECK ("count" >= 0), "last_at" datetime NOT NULL);
CREATE TABLE "topics_searchdocument" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "title" text NOT NULL, "names" text NOT NULL, "tags" text NOT NULL, "summary" text NOT NULL, "headings" text NOT NULL, "themes" text NOT NULL, "title_words" smallint unsigned NOT NULL CHECK ("title_words" >= 0), "vocabulary" text NOT NULL);
INSERT INTO "topics_searchdocument" VALUES (1,'| budget |','|','| africa |','| budget one sentenc |','|','  ',1,'africa budget counts nations one sentence united');
INSERT INTO "topics_searchdocument" VALUES (2,'| oper |','|','| africa |','| oper one sentenc |','|','  ',1,'africa counts nations one operations sentence united');
INSERT INTO "topics_searchdocument" VALUES (3,'| personnel deploy |','|','| africa |','| personnel deploy one sentenc |','|','  ',2,'africa counts deployed nations one personnel sentence united');
INSERT INTO "topics_searchdocument" VALUES (4,'| abidjan accord 1996 |','|','| sierra leon |','| abidjan accord 1996 one sentenc |','|','  ',3,'1996 abidjan accord hold leone not one sentence sierra');
INSERT INTO "topics_searchdocument" VALUES (5,'| lome agreement 1999 |','|','| sierra leon |','| lome agreement 1999 one sentenc |','|','  ',3,'1999 agreement followed government leone lome mission nations one rebels sentence sierra signed united');
INSERT INTO "topics_searchdocument" VALUES (6,'| panel 2000 |','|','| consent | host consent |','| panel 2000 one sentenc |','|','  ',2,'2000 asked consent credible forces host one panel sentence');
INSERT INTO "topics_searchdocument" VALUES (7,'| charter unit nation |','|','| consent | host consent |','| charter unit nation one sentenc |','|','  ',3,'charter consent host name nations not one peacekeeping sentence united');
INSERT INTO "topics_searchdocument" VALUES (8,'| secur council resolut 1181 1998 | s res 1181 1998 |','|','| sierra leon |','| secur council resolut 1181 1998 one sentenc |','|','  ',5,'1181 1998 council leone mission nations observer one res resolution security sentence set sierra united up');
INSERT INTO "topics_searchdocument" VALUES (9,'| secur council resolut 1270 1999 | s res 1270 1999 |','|','| sierra leon |','| secur council resolut 1270 1999 one sentenc |','|','  ',5,'1270 1999 council leone mission nations one res resolution security sentence set sierra united up');
INSERT INTO "topics_searchdocument" VALUES (10,'| unit nation mission sierra leon | unamsil |','|','| africa | sierra leon |','| unit nation mission sierra leon one sentenc |','|','  ',5,'africa agreement carry government helped leone lome mission nations one out sentence sierra soldiers unamsil united');
INSERT INTO "topics_searchdocument" VALUES (11,'| unit nation mission liberia | unmil |','|','| africa |','| unit nation mission liberia one sentenc |','|','  ',4,'africa ceasefire liberia mission nations one police sentence soldiers supported united unmil');
INSERT INTO "topics_searchdocument" VALUES (12,'| unit nation observ mission sierra leon | unomsil |','|','| africa | sierra leon |','| unit nation observ mission sierra leon one sentenc |','|','  ',6,'africa combatants disarmament leone mission nations observer observers one sentence sierra united unomsil watched');
INSERT INTO "topics_searchdocument" VALUES (13,'| consent parti |','|','| consent | host consent |','| consent parti one sentenc |','|','  ',2,'consent deploy host impartiality one parties peacekeepers see sentence');
INSERT INTO "topics_searchdocument" VALUES (14,'| imparti |','|','| consent | host consent |','| imparti one sentenc |','|','  ',1,'consent favour host impartiality mandate one peacekeepers sentence serve without');
INSERT INTO "topics_searchdocument" VALUES (15,'| use forc |','|','| consent | host consent |','| use forc one sentenc |','|','  ',2,'consent defence force host mandate one self selfdefence sentence use used');
CREATE TABLE "topics_word" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "word" varchar(240) NOT NULL UNIQUE, "stem" varchar(240) NOT NULL, "length" smallint unsigned NOT NULL CHECK ("length" >= 0), "documents" integer NOT NULL);
INSERT INTO "topics_word" VALUES (1,'1181','1181',4,1);
INSERT INTO "topics_word" VALUES (2,'1270','1270',4,1);
INSERT INTO "topics_word" VALUES (3,'1996','1996',4,1);
INSERT INTO "topics_word" VALUES (4,'1998','1998',4,1);
INSERT INTO "topics_word" VALUES (5,'1999','1999',4,2);
INSERT INTO "topics_word" VALUES (6,'2000','2000',4,1);
INSERT INTO "topics_word" VALUES (7,'abidjan','abidjan',7,1);
INSERT INTO "topics_word" VALUES (8,'accord','accord',6,1);
INSERT INTO "topics_word" VALUES (9,'africa','africa',6,6);
INSERT INTO "topics_word" VALUES (10,'agreement','agreement',9,2);
INSERT INTO "topics_word" VALUES (11,'asked','ask',5,1);
INSERT INTO "topics_word" VALUES (12,'budget','budget',6,1);
INSERT INTO "topics_word" VALUES (13,'carry','carri',5,1);
INSERT INTO "topics_word" VALUES (14,'ceasefire','ceasefir',9,1);
INSERT INTO "topics_word" VALUES (15,'charter','charter',7,1);
INSERT INTO "topics_word" VALUES (16,'combatants','combat',10,1);
INSERT INTO "topics_word" VALUES (17,'consent','consent',7,5);
INSERT INTO "topics_word" VALUES (18,'council','council',7,2);
INSERT INTO "topics_word" VALUES (19,'counts','count',6,3);
INSERT INTO "topics_word" VALUES (20,'credible','credibl',8,1);
INSERT INTO "topics_word" VALUES (21,'defence','defenc',7,1);
INSERT INTO "topics_word" VALUES (22,'deploy','deploy',6,1);
INSERT INTO "topics_word" VALUES (23,'deployed','deploy',8,1);
INSERT INTO "topics_word" VALUES (24,'disarmament','disarma',11,1);
INSERT INTO "topics_word" VALUES (25,'favour','favour',6,1);
INSERT INTO "topics_word" VALUES (26,'followed','follow',8,1);
INSERT INTO "topics_word" VALUES (27,'force','forc',5,1);
INSERT INTO "topics_word" VALUES (28,'forces','forc',6,1);
INSERT INTO "topics_word" VALUES (29,'government','govern',10,2);
INSERT INTO "topics_word" VALUES (30,'helped','help',6,1);
INSERT INTO "topics_word" VALUES (31,'hold','hold',4,1);
INSERT INTO "topics_word" VALUES (32,'host','host',4,5);
INSERT INTO "topics_word" VALUES (33,'impartiality','imparti',12,2);
INSERT INTO "topics_word" VALUES (34,'leone','leon',5,6);
INSERT INTO "topics_word" VALUES (35,'liberia','liberia',7,1);
INSERT INTO "topics_word" VALUES (36,'lome','lome',4,2);
INSERT INTO "topics_word" VALUES (37,'mandate','mandat',7,2);
INSERT INTO "topics_word" VALUES (38,'mission','mission',7,6);
INSERT INTO "topics_word" VALUES (39,'name','name',4,1);
INSERT INTO "topics_word" VALUES (40,'nations','nation',7,10);
INSERT INTO "topics_word" VALUES (41,'not','not',3,2);
INSERT INTO "topics_word" VALUES (42,'observer','observ',8,2);
INSERT INTO "topics_word" VALUES (43,'observers','observ',9,1);
INSERT INTO "topics_word" VALUES (44,'one','one',3,15);
INSERT INTO "topics_word" VALUES (45,'operations','oper',10,1);
INSERT INTO "topics_word" VALUES (46,'out','out',3,1);
INSERT INTO "topics_word" VALUES (47,'panel','panel',5,1);
INSERT INTO "topics_word" VALUES (48,'parties','parti',7,1);
INSERT INTO "topics_word" VALUES (49,'peacekeepers','peacekeep',12,2);
INSERT INTO "topics_word" VALUES (50,'peacekeeping','peacekeep',12,1);
INSERT INTO "topics_word" VALUES (51,'personnel','personnel',9,1);
INSERT INTO "topics_word" VALUES (52,'police','polic',6,1);
INSERT INTO "topics_word" VALUES (53,'rebels','rebel',6,1);
INSERT INTO "topics_word" VALUES (54,'res','res',3,2);
INSERT INTO "topics_word" VALUES (55,'resolution','resolut',10,2);
INSERT INTO "topics_word" VALUES (56,'security','secur',8,2);
INSERT INTO "topics_word" VALUES (57,'see','see',3,1);
INSERT INTO "topics_word" VALUES (58,'self','self',4,1);
INSERT INTO "topics_word" VALUES (59,'selfdefence','selfdef',11,1);
INSERT INTO "topics_word" VALUES (60,'sentence','sentenc',8,15);
INSERT INTO "topics_word" VALUES (61,'serve','serv',5,1);
INSERT INTO "topics_word" VALUES (62,'set','set',3,2);
INSERT INTO "topics_word" VALUES (63,'sierra','sierra',6,6);
INSERT INTO "topics_word" VALUES (64,'signed','sign',6,1);
INSERT INTO "topics_word" VALUES (65,'soldiers','soldier',8,2);
INSERT INTO "topics_word" VALUES (66,'supported','support',9,1);
INSERT INTO "topics_word" VALUES (67,'unamsil','unamsil',7,1);
INSERT INTO "topics_word" VALUES (68,'united','unit',6,10);
INSERT INTO "topics_word" VALUES (69,'unmil','unmil',5,1);
INSERT INTO "topics_word" VALUES (70,'unomsil','unomsil',7,1);
INSERT INTO "topics_word" VALUES (71,'up','up',2,2);
INSERT INTO "topics_word" VALUES (72,'use','use',3,1);
INSERT INTO "topics_word" VALUES (73,'used','use',4,1);
INSERT INTO "topics_word" VALUES (74,'watched','watch',7,1);
INSERT INTO "topics_word" VALUES (75,'without','without',7,1);
CREATE TABLE "topics_completion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "begins" varchar(120) NOT NULL, "label" varchar(160) NOT NULL, "place" smallint unsigned NOT NULL CHECK ("place" >= 0), "length" smallint unsigned NOT NULL CHECK ("length" >= 0), "tag_id" bigint NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_id" bigint NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "completion_of_a_topic_or_a_tag" CHECK ((("topic_id" IS NULL OR "tag_id" IS NULL) AND 1 = (CASE WHEN "topic_id" IS NULL THEN 1 ELSE 0 END + CASE WHEN "tag_id" IS NULL THEN 1 ELSE 0 END))));
INSERT INTO "topics_completion" VALUES (1,'africa','Africa',0,6,1,NULL);
INSERT INTO "topics_completion" VALUES (2,'consent','Consent',0,7,3,NULL);
INSERT INTO "topics_completion" VALUES (3,'host consent','Host consent',0,12,3,NULL);
INSERT INTO "topics_completion" VALUES (4,'consent','Host consent',1,12,3,NULL);
INSERT INTO "topics_completion" VALUES (5,'sierra leone','Sierra Leone',0,12,2,NULL);
INSERT INTO "topics_completion" VALUES (6,'leone','Sierra Leone',1,12,2,NULL);
INSERT INTO "topics_completion" VALUES (7,'budget','Budget',0,6,NULL,1);
INSERT INTO "topics_completion" VALUES (8,'operations','Operations',0,10,NULL,2);
INSERT INTO "topics_completion" VALUES (9,'personnel deployed','Personnel deployed',0,18,NULL,3);
INSERT INTO "topics_completion" VALUES (10,'deployed','Personnel deployed',1,18,NULL,3);
INSERT INTO "topics_completion" VALUES (11,'the abidjan accord 1996','The Abidjan accord, 1996',0,24,NULL,4);
INSERT INTO "topics_completion" VALUES (12,'abidjan accord 1996','The Abidjan accord, 1996',1,24,NULL,4);
INSERT INTO "topics_completion" VALUES (13,'accord 1996','The Abidjan accord, 1996',2,24,NULL,4);
INSERT INTO "topics_completion" VALUES (14,'1996','The Abidjan accord, 1996',3,24,NULL,4);
INSERT INTO "topics_completion" VALUES (15,'the lome agreement 1999','The Lomé agreement, 1999',0,24,NULL,5);
INSERT INTO "topics_completion" VALUES (16,'lome agreement 1999','The Lomé agreement, 1999',1,24,NULL,5);
INSERT INTO "topics_completion" VALUES (17,'agreement 1999','The Lomé agreement, 1999',2,24,NULL,5);
INSERT INTO "topics_completion" VALUES (18,'1999','The Lomé agreement, 1999',3,24,NULL,5);
INSERT INTO "topics_completion" VALUES (19,'the panel of 2000','The panel of 2000',0,17,NULL,6);
INSERT INTO "topics_completion" VALUES (20,'panel of 2000','The panel of 2000',1,17,NULL,6);
INSERT INTO "topics_completion" VALUES (21,'2000','The panel of 2000',3,17,NULL,6);
INSERT INTO "topics_completion" VALUES (22,'charter of the united nations','Charter of the United Nations',0,29,NULL,7);
INSERT INTO "topics_completion" VALUES (23,'united nations','Charter of the United Nations',3,29,NULL,7);
INSERT INTO "topics_completion" VALUES (24,'nations','Charter of the United Nations',4,29,NULL,7);
INSERT INTO "topics_completion" VALUES (25,'security council resolution 1181 1998','Security Council resolution 1181 (1998)',0,39,NULL,8);
INSERT INTO "topics_completion" VALUES (26,'council resolution 1181 1998','Security Council resolution 1181 (1998)',1,39,NULL,8);
INSERT INTO "topics_completion" VALUES (27,'resolution 1181 1998','Security Council resolution 1181 (1998)',2,39,NULL,8);
INSERT INTO "topics_completion" VALUES (28,'1181 1998','Security Council resolution 1181 (1998)',3,39,NULL,8);
INSERT INTO "topics_completion" VALUES (29,'1998','Security Council resolution 1181 (1998)',4,39,NULL,8);
INSERT INTO "topics_completion" VALUES (30,'s res 1181 1998','S/RES/1181 (1998)',0,17,NULL,8);
INSERT INTO "topics_completion" VALUES (31,'res 1181 1998','S/RES/1181 (1998)',1,17,NULL,8);
INSERT INTO "topics_completion" VALUES (32,'1181 1998','S/RES/1181 (1998)',2,17,NULL,8);
INSERT INTO "topics_completion" VALUES (33,'1998','S/RES/1181 (1998)',3,17,NULL,8);
INSERT INTO "topics_completion" VALUES (34,'security council resolution 1270 1999','Security Council resolution 1270 (1999)',0,39,NULL,9);
INSERT INTO "topics_completion" VALUES (35,'council resolution 1270 1999','Security Council resolution 1270 (1999)',1,39,NULL,9);
INSERT INTO "topics_completion" VALUES (36,'resolution 1270 1999','Security Council resolution 1270 (1999)',2,39,NULL,9);
INSERT INTO "topics_completion" VALUES (37,'1270 1999','Security Council resolution 1270 (1999)',3,39,NULL,9);
INSERT INTO "topics_completion" VALUES (38,'1999','Security Council resolution 1270 (1999)',4,39,NULL,9);
INSERT INTO "topics_completion" VALUES (39,'s res 1270 1999','S/RES/1270 (1999)',0,17,NULL,9);
INSERT INTO "topics_completion" VALUES (40,'res 1270 1999','S/RES/1270 (1999)',1,17,NULL,9);
INSERT INTO "topics_completion" VALUES (41,'1270 1999','S/RES/1270 (1999)',2,17,NULL,9);
INSERT INTO "topics_completion" VALUES (42,'1999','S/RES/1270 (1999)',3,17,NULL,9);
INSERT INTO "topics_completion" VALUES (43,'united nations mission in sierra leone','United Nations Mission in Sierra Leone',0,38,NULL,10);
INSERT INTO "topics_completion" VALUES (44,'nations mission in sierra leone','United Nations Mission in Sierra Leone',1,38,NULL,10);
INSERT INTO "topics_completion" VALUES (45,'mission in sierra leone','United Nations Mission in Sierra Leone',2,38,NULL,10);
INSERT INTO "topics_completion" VALUES (46,'sierra leone','United Nations Mission in Sierra Leone',4,38,NULL,10);
INSERT INTO "topics_completion" VALUES (47,'leone','United Nations Mission in Sierra Leone',5,38,NULL,10);
INSERT INTO "topics_completion" VALUES (48,'unamsil','UNAMSIL',0,7,NULL,10);
INSERT INTO "topics_completion" VALUES (49,'united nations mission in liberia','United Nations Mission in Liberia',0,33,NULL,11);
INSERT INTO "topics_completion" VALUES (50,'nations mission in liberia','United Nations Mission in Liberia',1,33,NULL,11);
INSERT INTO "topics_completion" VALUES (51,'mission in liberia','United Nations Mission in Liberia',2,33,NULL,11);
INSERT INTO "topics_completion" VALUES (52,'liberia','United Nations Mission in Liberia',4,33,NULL,11);
INSERT INTO "topics_completion" VALUES (53,'unmil','UNMIL',0,5,NULL,11);
INSERT INTO "topics_completion" VALUES (54,'united nations observer mission in sierra leone','United Nations Observer Mission in Sierra Leone',0,47,NULL,12);
INSERT INTO "topics_completion" VALUES (55,'nations observer mission in sierra leone','United Nations Observer Mission in Sierra Leone',1,47,NULL,12);
INSERT INTO "topics_completion" VALUES (56,'observer mission in sierra leone','United Nations Observer Mission in Sierra Leone',2,47,NULL,12);
INSERT INTO "topics_completion" VALUES (57,'mission in sierra leone','United Nations Observer Mission in Sierra Leone',3,47,NULL,12);
INSERT INTO "topics_completion" VALUES (58,'sierra leone','United Nations Observer Mission in Sierra Leone',5,47,NULL,12);
INSERT INTO "topics_completion" VALUES (59,'leone','United Nations Observer Mission in Sierra Leone',6,47,NULL,12);
INSERT INTO "topics_completion" VALUES (60,'unomsil','UNOMSIL',0,7,NULL,12);
INSERT INTO "topics_completion" VALUES (61,'consent of the parties','Consent of the parties',0,22,NULL,13);
INSERT INTO "topics_completion" VALUES (62,'parties','Consent of the parties',3,22,NULL,13);
INSERT INTO "topics_completion" VALUES (63,'impartiality','Impartiality',0,12,NULL,14);
INSERT INTO "topics_completion" VALUES (64,'use of force','Use of force',0,12,NULL,15);
INSERT INTO "topics_completion" VALUES (65,'force','Use of force',2,12,NULL,15);
CREATE VIRTUAL TABLE topics_searchindex USING fts5(words, tokenize = 'unicode61 remove_diacritics 0');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (1,'budget  africa  budget one sentenc  budget unit nation count');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (2,'oper  africa  oper one sentenc  oper unit nation count');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (3,'personnel deploy  africa  personnel deploy one sentenc  personnel deploy unit nation count');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (4,'abidjan accord 1996  sierra leon  abidjan accord 1996 one sentenc  accord not hold');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (5,'lome agreement 1999  sierra leon  lome agreement 1999 one sentenc  govern rebel sign lome unit nation mission sierra leon follow');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (6,'panel 2000  consent  host consent  panel 2000 one sentenc  panel ask credibl forc');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (7,'charter unit nation  consent  host consent  charter unit nation one sentenc  not name peacekeep');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (8,'secur council resolut 1181 1998  s res 1181 1998  sierra leon  secur council resolut 1181 1998 one sentenc  set up unit nation observ mission sierra leon');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (9,'secur council resolut 1270 1999  s res 1270 1999  sierra leon  secur council resolut 1270 1999 one sentenc  set up unit nation mission sierra leon');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (10,'unit nation mission sierra leon  unamsil  africa  sierra leon  unit nation mission sierra leon one sentenc  soldier help govern carri out agreement lome');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (11,'unit nation mission liberia  unmil  africa  unit nation mission liberia one sentenc  soldier polic support ceasefir liberia');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (12,'unit nation observ mission sierra leon  unomsil  africa  sierra leon  unit nation observ mission sierra leon one sentenc  observ watch disarma combat');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (13,'consent parti  consent  host consent  consent parti one sentenc  peacekeep deploy consent parti see imparti');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (14,'imparti  consent  host consent  imparti one sentenc  peacekeep serv mandat without favour');
INSERT INTO "topics_searchindex"(rowid, words) VALUES (15,'use forc  consent  host consent  use forc one sentenc  forc use self defenc selfdef defenc mandat');
CREATE TABLE "topics_revision" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "number" integer unsigned NOT NULL CHECK ("number" >= 0), "content" text NOT NULL CHECK ((JSON_VALID("content") OR "content" IS NULL)), "state" varchar(20) NOT NULL, "note" varchar(300) NOT NULL, "created_at" datetime NOT NULL, "published_at" datetime NULL, "front_matter" text NOT NULL, "from_file" bool NOT NULL, "author_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "remark" varchar(500) NOT NULL, "scheduled_for" datetime NULL, CONSTRAINT "revision_number" UNIQUE ("topic_id", "number"), CONSTRAINT "revision_published_has_a_time" CHECK ((("published_at" IS NOT NULL AND "state" = 'published') OR (NOT ("state" = 'published') AND "published_at" IS NULL))), CONSTRAINT "revision_scheduled_has_a_time" CHECK ((("scheduled_for" IS NOT NULL AND "state" = 'scheduled') OR (NOT ("state" = 'scheduled') AND "scheduled_for" IS NULL))));
INSERT INTO "topics_revision" VALUES (1,1,'{"title": "Budget", "summary": "Budget, in one sentence.", "tags": ["africa"], "reviewed": "2026-11-25", "indicator": {"definition": "Budget in the year.", "unit": "dollars", "publisher": "United Nations", "source": "report-2000", "direction": "depends", "measurements": [{"year": "1998", "value": "1000", "source": "report-2000"}, {"year": "1999", "value": "1500", "source": "report-2000"}]}, "body": "Budget, as the United Nations counts them [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.192601','2026-12-01 00:40:35.192563','title: Budget
summary: Budget, in one sentence.
tags: [africa]
reviewed: 2026-11-25
indicator:
  definition: Budget in the year.
  unit: dollars
  publisher: United Nations
  source: report-2000
  direction: depends
  measurements:
    - {year: 1998, value: 1000, source: report-2000}
    - {year: 1999, value: 1500, source: report-2000}
',1,NULL,1,'',NULL);
INSERT INTO "topics_revision" VALUES (2,1,'{"title": "Operations", "summary": "Operations, in one sentence.", "tags": ["africa"], "reviewed": "2026-11-25", "indicator": {"definition": "Operations in the year.", "unit": "operations", "publisher": "United Nations", "source": "report-2000", "direction": "depends", "measurements": [{"year": "1998", "value": "16", "source": "report-2000"}, {"year": "1999", "value": "17", "source": "report-2000"}]}, "body": "Operations, as the United Nations counts them [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.194716','2026-12-01 00:40:35.192563','title: Operations
summary: Operations, in one sentence.
tags: [africa]
reviewed: 2026-11-25
indicator:
  definition: Operations in the year.
  unit: operations
  publisher: United Nations
  source: report-2000
  direction: depends
  measurements:
    - {year: 1998, value: 16, source: report-2000}
    - {year: 1999, value: 17, source: report-2000}
',1,NULL,2,'',NULL);
INSERT INTO "topics_revision" VALUES (3,1,'{"title": "Personnel deployed", "summary": "Personnel deployed, in one sentence.", "tags": ["africa"], "reviewed": "2026-11-25", "indicator": {"definition": "Personnel deployed in the year.", "unit": "persons", "publisher": "United Nations", "source": "report-2000", "direction": "depends", "measurements": [{"year": "1998", "value": "14347", "source": "report-2000"}, {"year": "1999", "value": "18410", "source": "report-2000"}]}, "body": "Personnel deployed, as the United Nations counts them [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.196815','2026-12-01 00:40:35.192563','title: Personnel deployed
summary: Personnel deployed, in one sentence.
tags: [africa]
reviewed: 2026-11-25
indicator:
  definition: Personnel deployed in the year.
  unit: persons
  publisher: United Nations
  source: report-2000
  direction: depends
  measurements:
    - {year: 1998, value: 14347, source: report-2000}
    - {year: 1999, value: 18410, source: report-2000}
',1,NULL,3,'',NULL);
INSERT INTO "topics_revision" VALUES (4,1,'{"title": "The Abidjan accord, 1996", "summary": "The Abidjan accord, 1996, in one sentence.", "tags": ["sierra-leone"], "reviewed": "2026-11-25", "event": {"start": "1996-11-30", "place": "Abidjan"}, "body": "An accord that did not hold [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.198932','2026-12-01 00:40:35.192563','title: The Abidjan accord, 1996
summary: The Abidjan accord, 1996, in one sentence.
tags: [sierra-leone]
reviewed: 2026-11-25
event:
  start: 1996-11-30
  place: Abidjan
',1,NULL,4,'',NULL);
INSERT INTO "topics_revision" VALUES (5,1,'{"title": "The Lom\u00e9 agreement, 1999", "summary": "The Lom\u00e9 agreement, 1999, in one sentence.", "tags": ["sierra-leone"], "reviewed": "2026-11-25", "event": {"start": "1999-07-07", "place": "Lom\u00e9"}, "body": "Government and rebels signed at Lom\u00e9 [@report-2000]. [[unamsil]] followed.\n"}','published','First version','2026-12-01 00:40:35.199463','2026-12-01 00:40:35.192563','title: The Lomé agreement, 1999
summary: The Lomé agreement, 1999, in one sentence.
tags: [sierra-leone]
reviewed: 2026-11-25
event:
  start: 1999-07-07
  place: Lomé
',1,NULL,5,'',NULL);
INSERT INTO "topics_revision" VALUES (6,1,'{"title": "The panel of 2000", "summary": "The panel of 2000, in one sentence.", "tags": ["consent"], "reviewed": "2026-11-25", "event": {"start": "2000-08-21", "place": "New York"}, "body": "A panel asked for credible forces [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.199964','2026-12-01 00:40:35.192563','title: The panel of 2000
summary: The panel of 2000, in one sentence.
tags: [consent]
reviewed: 2026-11-25
event:
  start: 2000-08-21
  place: New York
',1,NULL,6,'',NULL);
INSERT INTO "topics_revision" VALUES (7,1,'{"title": "Charter of the United Nations", "summary": "Charter of the United Nations, in one sentence.", "tags": ["consent"], "reviewed": "2026-11-25", "instrument": {"body": "San Francisco conference", "kind": "charter", "adopted": "1945-06-26"}, "body": "It does not name peacekeeping [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.200442','2026-12-01 00:40:35.192563','title: Charter of the United Nations
summary: Charter of the United Nations, in one sentence.
tags: [consent]
reviewed: 2026-11-25
instrument:
  body: San Francisco conference
  kind: charter
  adopted: 1945-06-26
',1,NULL,7,'',NULL);
INSERT INTO "topics_revision" VALUES (8,1,'{"title": "Security Council resolution 1181 (1998)", "summary": "Security Council resolution 1181 (1998), in one sentence.", "tags": ["sierra-leone"], "reviewed": "2026-11-25", "instrument": {"symbol": "S/RES/1181 (1998)", "body": "Security Council", "kind": "resolution", "adopted": "1998-07-13"}, "body": "It set up [[unomsil]] [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.200532','2026-12-01 00:40:35.192563','title: Security Council resolution 1181 (1998)
summary: Security Council resolution 1181 (1998), in one sentence.
tags: [sierra-leone]
reviewed: 2026-11-25
instrument:
  symbol: S/RES/1181 (1998)
  body: Security Council
  kind: resolution
  adopted: 1998-07-13
',1,NULL,8,'',NULL);
INSERT INTO "topics_revision" VALUES (9,1,'{"title": "Security Council resolution 1270 (1999)", "summary": "Security Council resolution 1270 (1999), in one sentence.", "tags": ["sierra-leone"], "reviewed": "2026-11-25", "instrument": {"symbol": "S/RES/1270 (1999)", "body": "Security Council", "kind": "resolution", "adopted": "1999-10-22"}, "body": "It set up [[unamsil]] [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.200605','2026-12-01 00:40:35.192563','title: Security Council resolution 1270 (1999)
summary: Security Council resolution 1270 (1999), in one sentence.
tags: [sierra-leone]
reviewed: 2026-11-25
instrument:
  symbol: S/RES/1270 (1999)
  body: Security Council
  kind: resolution
  adopted: 1999-10-22
',1,NULL,9,'',NULL);
INSERT INTO "topics_revision" VALUES (10,1,'{"title": "United Nations Mission in Sierra Leone", "summary": "United Nations Mission in Sierra Leone, in one sentence.", "tags": ["africa", "sierra-leone"], "related": [{"to": "impartiality", "kind": "see-also", "note": "a principle"}], "reviewed": "2026-11-25", "mission": {"acronym": "UNAMSIL", "lead": "UN", "region": "Africa", "area": "Sierra Leone", "countries": ["SLE"], "start": "1999-10", "end": "2005-12", "resolutions": ["S/RES/1270 (1999)"], "predecessor": "unomsil"}, "body": "Soldiers helped the government to carry out the agreement of [[lome-1999|Lom\u00e9]] [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.200662','2026-12-01 00:40:35.192563','title: United Nations Mission in Sierra Leone
summary: United Nations Mission in Sierra Leone, in one sentence.
tags: [africa, sierra-leone]
related:
  - {to: impartiality, kind: see-also, note: a principle}
reviewed: 2026-11-25
mission:
  acronym: UNAMSIL
  lead: UN
  region: Africa
  area: Sierra Leone
  countries: [SLE]
  start: 1999-10
  end: 2005-12
  resolutions: [S/RES/1270 (1999)]
  predecessor: unomsil
',1,NULL,10,'',NULL);
INSERT INTO "topics_revision" VALUES (11,1,'{"title": "United Nations Mission in Liberia", "summary": "United Nations Mission in Liberia, in one sentence.", "tags": ["africa"], "reviewed": "2026-11-25", "mission": {"acronym": "UNMIL", "lead": "UN", "region": "Africa", "area": "Liberia", "countries": ["LBR"], "start": "2003-09", "end": "2018-03", "resolutions": ["S/RES/1509 (2003)"]}, "body": "Soldiers and police supported the ceasefire in Liberia [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.202041','2026-12-01 00:40:35.192563','title: United Nations Mission in Liberia
summary: United Nations Mission in Liberia, in one sentence.
tags: [africa]
reviewed: 2026-11-25
mission:
  acronym: UNMIL
  lead: UN
  region: Africa
  area: Liberia
  countries: [LBR]
  start: 2003-09
  end: 2018-03
  resolutions: [S/RES/1509 (2003)]
',1,NULL,11,'',NULL);
INSERT INTO "topics_revision" VALUES (12,1,'{"title": "United Nations Observer Mission in Sierra Leone", "summary": "United Nations Observer Mission in Sierra Leone, in one sentence.", "tags": ["africa", "sierra-leone"], "reviewed": "2026-11-25", "mission": {"acronym": "UNOMSIL", "lead": "UN", "region": "Africa", "area": "Sierra Leone", "countries": ["SLE"], "start": "1998-07", "end": "1999-10", "resolutions": ["S/RES/1181 (1998)"]}, "body": "Observers watched the disarmament of combatants [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.203245','2026-12-01 00:40:35.192563','title: United Nations Observer Mission in Sierra Leone
summary: United Nations Observer Mission in Sierra Leone, in one sentence.
tags: [africa, sierra-leone]
reviewed: 2026-11-25
mission:
  acronym: UNOMSIL
  lead: UN
  region: Africa
  area: Sierra Leone
  countries: [SLE]
  start: 1998-07
  end: 1999-10
  resolutions: [S/RES/1181 (1998)]
',1,NULL,12,'',NULL);
INSERT INTO "topics_revision" VALUES (13,1,'{"title": "Consent of the parties", "summary": "Consent of the parties, in one sentence.", "tags": ["consent"], "reviewed": "2026-11-25", "body": "Peacekeepers deploy with the consent of the parties [@report-2000]. See [[impartiality]].\n"}','published','First version','2026-12-01 00:40:35.204441','2026-12-01 00:40:35.192563','title: Consent of the parties
summary: Consent of the parties, in one sentence.
tags: [consent]
reviewed: 2026-11-25
',1,NULL,13,'',NULL);
INSERT INTO "topics_revision" VALUES (14,1,'{"title": "Impartiality", "summary": "Impartiality, in one sentence.", "tags": ["consent"], "reviewed": "2026-11-25", "body": "Peacekeepers serve the mandate without favour [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.204478','2026-12-01 00:40:35.192563','title: Impartiality
summary: Impartiality, in one sentence.
tags: [consent]
reviewed: 2026-11-25
',1,NULL,14,'',NULL);
INSERT INTO "topics_revision" VALUES (15,1,'{"title": "Use of force", "summary": "Use of force, in one sentence.", "tags": ["consent"], "reviewed": "2026-11-25", "body": "Force is used in self-defence and in defence of the mandate [@report-2000].\n"}','published','First version','2026-12-01 00:40:35.204503','2026-12-01 00:40:35.192563','title: Use of force
summary: Use of force, in one sentence.
tags: [consent]
reviewed: 2026-11-25
',1,NULL,15,'',NULL);
CREATE TABLE "topics_autosave" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "values" text NOT NULL CHECK ((JSON_VALID("values") OR "values" IS NULL)), "saved_at" datetime NOT NULL, "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "autosave_once" UNIQUE ("topic_id", "user_id"));
CREATE TABLE "topics_presence" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "seen_at" datetime NOT NULL, "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "presence_once" UNIQUE ("topic_id", "user_id"));
CREATE TABLE "topics_image" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(80) NOT NULL UNIQUE, "alt" varchar(300) NOT NULL, "caption" varchar(300) NOT NULL, "credit" varchar(200) NOT NULL, "licence" varchar(20) NOT NULL, "origin" varchar(200) NOT NULL, "width" integer unsigned NOT NULL CHECK ("width" >= 0), "height" integer unsigned NOT NULL CHECK ("height" >= 0), "digest" varchar(64) NOT NULL UNIQUE, "uploaded_at" datetime NOT NULL, "uploaded_by_id" integer NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "image_has_alternative_text_and_credit" CHECK ((NOT ("alt" = '') AND NOT ("credit" = ''))));
CREATE TABLE "topics_depiction" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(200) NOT NULL, "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "image_id" bigint NULL REFERENCES "topics_image" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "depiction_once" UNIQUE ("topic_id", "slug"));
CREATE TABLE "topics_tagaddress" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(100) NOT NULL UNIQUE, "tag_id" bigint NOT NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "topics_topicupload" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL, "raw" BLOB NOT NULL, "created_at" datetime NOT NULL, "user_id" integer NOT NULL REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "topics_loadedentry" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "file" varchar(40) NOT NULL, "name" varchar(100) NOT NULL, "digest" varchar(64) NOT NULL, CONSTRAINT "loaded_entry_once" UNIQUE ("file", "name"));
INSERT INTO "topics_loadedentry" VALUES (1,'sections.yaml','role','80ef14331c9194d3e9bcf06f57208d8f0fb94db0afafd8119577f99eeb28729c');
INSERT INTO "topics_loadedentry" VALUES (2,'sections.yaml','history','4c6c8f5959f823645ebb817dd78e931027b73bdc5e2f4df3549fe3d189ae86a6');
INSERT INTO "topics_loadedentry" VALUES (3,'sections.yaml','missions','3183b03f7b1895d60ed5259fd037bacfafdbc53f3cff0c5f91b873999dedbfb7');
INSERT INTO "topics_loadedentry" VALUES (4,'sections.yaml','law','06b5c899c63a5861cf30dc9ac03c4e2371f93baa624bfbb4ffc8802c923a0666');
INSERT INTO "topics_loadedentry" VALUES (5,'sections.yaml','evaluation','7543a717b1b8a07cbf39f20cc4cb5b28de3d814cc266df48a2ab64e70e460e33');
INSERT INTO "topics_loadedentry" VALUES (6,'tags.yaml','africa','');
INSERT INTO "topics_loadedentry" VALUES (7,'tags.yaml','sierra-leone','');
INSERT INTO "topics_loadedentry" VALUES (8,'tags.yaml','consent','');
INSERT INTO "topics_loadedentry" VALUES (9,'sources.json','report-2000','f01c3bb364d5f71ed794edb4576836c37d7ca6165821b7f5436a0d3bd2e48a6e');
INSERT INTO "topics_loadedentry" VALUES (10,'topics','budget','');
INSERT INTO "topics_loadedentry" VALUES (11,'topics','operations','');
INSERT INTO "topics_loadedentry" VALUES (12,'topics','personnel','');
INSERT INTO "topics_loadedentry" VALUES (13,'topics','abidjan-1996','');
INSERT INTO "topics_loadedentry" VALUES (14,'topics','lome-1999','');
INSERT INTO "topics_loadedentry" VALUES (15,'topics','panel-2000','');
INSERT INTO "topics_loadedentry" VALUES (16,'topics','charter','');
INSERT INTO "topics_loadedentry" VALUES (17,'topics','resolution-1181','');
INSERT INTO "topics_loadedentry" VALUES (18,'topics','resolution-1270','');
INSERT INTO "topics_loadedentry" VALUES (19,'topics','unamsil','');
INSERT INTO "topics_loadedentry" VALUES (20,'topics','unmil','');
INSERT INTO "topics_loadedentry" VALUES (21,'topics','unomsil','');
INSERT INTO "topics_loadedentry" VALUES (22,'topics','consent-of-the-parties','');
INSERT INTO "topics_loadedentry" VALUES (23,'topics','impartiality','');
INSERT INTO "topics_loadedentry" VALUES (24,'topics','use-of-force','');
CREATE TABLE "topics_constellation" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "clusters" text NOT NULL CHECK ((JSON_VALID("clusters") OR "clusters" IS NULL)), "dots" text NOT NULL CHECK ((JSON_VALID("dots") OR "dots" IS NULL)), "bands" text NOT NULL CHECK ((JSON_VALID("bands") OR "bands" IS NULL)));
INSERT INTO "topics_constellation" VALUES (1,'[[1, 571, 42, 26, 3], [2, 842, 273, 26, 3], [3, 617, 449, 26, 3], [4, 483, 608, 26, 3], [5, 134, 154, 26, 3]]','[[14, 578, 42, 2], [13, 563, 50, 1], [15, 573, 27, 0], [5, 849, 273, 1], [4, 833, 281, 0], [6, 843, 258, 0], [10, 624, 449, 3], [12, 608, 457, 1], [11, 618, 434, 0], [8, 490, 608, 1], [9, 474, 616, 1], [7, 484, 593, 0], [1, 141, 154, 0], [2, 125, 162, 0], [3, 135, 139, 0]]','[[1, 3, 1], [2, 3, 1], [3, 4, 2]]');
CREATE TABLE "topics_neighbourhood" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "spots" text NOT NULL CHECK ((JSON_VALID("spots") OR "spots" IS NULL)), "lines" text NOT NULL CHECK ((JSON_VALID("lines") OR "lines" IS NULL)));
INSERT INTO "topics_neighbourhood" VALUES (1,'[[1, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (2,'[[2, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (3,'[[3, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (4,'[[4, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (5,'[[5, 0, null, 480, 300], [10, 1, 5, 480, 150], [14, 2, 10, 216, 171], [9, 2, 10, 744, 171]]','[[5, 10, false], [10, 14, true], [10, 9, false]]');
INSERT INTO "topics_neighbourhood" VALUES (6,'[[6, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (7,'[[7, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (8,'[[8, 0, null, 480, 300], [12, 1, 8, 480, 150]]','[[8, 12, false]]');
INSERT INTO "topics_neighbourhood" VALUES (9,'[[9, 0, null, 480, 300], [10, 1, 9, 480, 150], [14, 2, 10, 216, 171], [5, 2, 10, 744, 171]]','[[9, 10, false], [10, 14, true], [10, 5, false]]');
INSERT INTO "topics_neighbourhood" VALUES (10,'[[10, 0, null, 480, 300], [14, 1, 10, 480, 150], [13, 2, 14, 480, 42], [5, 1, 10, 649, 375], [9, 1, 10, 311, 375]]','[[10, 14, true], [10, 5, false], [10, 9, false], [14, 13, false]]');
INSERT INTO "topics_neighbourhood" VALUES (11,'[[11, 0, null, 480, 300]]','[]');
INSERT INTO "topics_neighbourhood" VALUES (12,'[[12, 0, null, 480, 300], [8, 1, 12, 480, 150]]','[[12, 8, false]]');
INSERT INTO "topics_neighbourhood" VALUES (13,'[[13, 0, null, 480, 300], [14, 1, 13, 480, 150], [10, 2, 14, 480, 42]]','[[13, 14, false], [14, 10, true]]');
INSERT INTO "topics_neighbourhood" VALUES (14,'[[14, 0, null, 480, 300], [13, 1, 14, 480, 150], [10, 1, 14, 480, 450], [5, 2, 10, 632, 523], [9, 2, 10, 328, 523]]','[[14, 13, false], [14, 10, true], [10, 5, false], [10, 9, false]]');
INSERT INTO "topics_neighbourhood" VALUES (15,'[[15, 0, null, 480, 300]]','[]');
CREATE TABLE "topics_measurement" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "year" smallint unsigned NOT NULL CHECK ("year" >= 0), "value" decimal NOT NULL, "source_id" bigint NOT NULL REFERENCES "topics_source" ("id") DEFERRABLE INITIALLY DEFERRED, "profile_id" bigint NOT NULL REFERENCES "topics_indicator" ("topic_id") DEFERRABLE INITIALLY DEFERRED, "low" decimal NULL, "high" decimal NULL, CONSTRAINT "measurement_once" UNIQUE ("profile_id", "year", "source_id"), CONSTRAINT "measurement_within_bounds" CHECK ((("high" IS NULL AND "low" IS NULL) OR ("low" IS NOT NULL AND "low" <= ("value") AND "high" >= ("value") AND "high" IS NOT NULL))));
INSERT INTO "topics_measurement" VALUES (1,0,1998,1000,1,1,NULL,NULL);
INSERT INTO "topics_measurement" VALUES (2,1,1999,1500,1,1,NULL,NULL);
INSERT INTO "topics_measurement" VALUES (3,0,1998,16,1,2,NULL,NULL);
INSERT INTO "topics_measurement" VALUES (4,1,1999,17,1,2,NULL,NULL);
INSERT INTO "topics_measurement" VALUES (5,0,1998,14347,1,3,NULL,NULL);
INSERT INTO "topics_measurement" VALUES (6,1,1999,18410,1,3,NULL,NULL);
CREATE TABLE "topics_page" ("topic_id" bigint NOT NULL PRIMARY KEY REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "article" text NOT NULL, "onward" text NOT NULL);
CREATE TABLE "topics_shown" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "page_id" bigint NOT NULL REFERENCES "topics_page" ("topic_id") DEFERRABLE INITIALLY DEFERRED, "topic_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "shown_once" UNIQUE ("page_id", "topic_id"));
CREATE TABLE "topics_section" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(40) NOT NULL UNIQUE, "title" varchar(120) NOT NULL, "position" smallint unsigned NOT NULL UNIQUE CHECK ("position" >= 0), "profile" varchar(20) NOT NULL, "summary" varchar(300) NOT NULL, "introduction" text NOT NULL, "html" text NOT NULL, "topic_count" integer unsigned DEFAULT 0 NOT NULL CHECK ("topic_count" >= 0));
INSERT INTO "topics_section" VALUES (1,'role','Role',1,'','Role of peacekeeping.','Role, in short.
','<p>Role, in short.</p>',3);
INSERT INTO "topics_section" VALUES (2,'history','History',2,'event','History of peacekeeping.','History, in short.
','<p>History, in short.</p>',3);
INSERT INTO "topics_section" VALUES (3,'missions','Missions',3,'mission','Missions of peacekeeping.','Missions, in short.
','<p>Missions, in short.</p>',3);
INSERT INTO "topics_section" VALUES (4,'law','Law',4,'instrument','Law of peacekeeping.','Law, in short.
','<p>Law, in short.</p>',3);
INSERT INTO "topics_section" VALUES (5,'evaluation','Evaluation',5,'indicator','Evaluation of peacekeeping.','Evaluation, in short.
','<p>Evaluation, in short.</p>',3);
CREATE TABLE "topics_source" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "key" varchar(80) NOT NULL UNIQUE, "csl" text NOT NULL CHECK ((JSON_VALID("csl") OR "csl" IS NULL)), "type" varchar(20) NOT NULL, "title" varchar(500) NOT NULL, "year" smallint unsigned NULL CHECK ("year" >= 0), "number" varchar(120) NOT NULL, "reference" text NOT NULL, "topic_count" integer unsigned DEFAULT 0 NOT NULL CHECK ("topic_count" >= 0), CONSTRAINT "source_has_a_key" CHECK (NOT ("key" = '')));
INSERT INTO "topics_source" VALUES (1,'report-2000','{"id": "report-2000", "type": "report", "title": "Report of the Panel on United Nations Peace Operations", "number": "A/55/305", "issued": {"date-parts": [[2000, 8, 21]]}, "publisher": "United Nations"}','report','Report of the Panel on United Nations Peace Operations',2000,'A/55/305','<i>Report of the Panel on United Nations Peace Operations</i> (2000). A/55/305. United Nations.',15);
CREATE TABLE "topics_tag" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(100) NOT NULL UNIQUE, "slug" varchar(100) NOT NULL UNIQUE, "facet" varchar(20) NOT NULL, "definition" varchar(400) NOT NULL, "is_edited" bool NOT NULL, "topic_count" integer unsigned DEFAULT 0 NOT NULL CHECK ("topic_count" >= 0), "broader_id" bigint NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "tag_not_broader_than_itself" CHECK (NOT ("broader_id" = ("id") AND "broader_id" IS NOT NULL)));
INSERT INTO "topics_tag" VALUES (1,'Africa','africa','place','Operations on the African continent.',0,6,NULL);
INSERT INTO "topics_tag" VALUES (2,'Sierra Leone','sierra-leone','place','Operations in Sierra Leone.',0,6,1);
INSERT INTO "topics_tag" VALUES (3,'Consent','consent','theme','The agreement of the parties.',0,5,NULL);
CREATE TABLE "topics_tagging" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "content_object_id" bigint NOT NULL REFERENCES "topics_topic" ("id") DEFERRABLE INITIALLY DEFERRED, "place" varchar(144) DEFAULT '' NOT NULL, "tag_id" bigint NOT NULL REFERENCES "topics_tag" ("id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "tagging_once" UNIQUE ("content_object_id", "tag_id"));
INSERT INTO "topics_tagging" VALUES (1,1,'00005 00100            budget                                   budget',1);
INSERT INTO "topics_tagging" VALUES (2,2,'00005 00100            operations                               operations',1);
INSERT INTO "topics_tagging" VALUES (3,3,'00005 00100            personnel deployed                       personnel',1);
INSERT INTO "topics_tagging" VALUES (4,4,'00002 00100 1996-11-30 the abidjan accord 1996                  abidjan-1996',2);
INSERT INTO "topics_tagging" VALUES (5,5,'00002 00100 1999-07-07 the lome agreement 1999                  lome-1999',2);
INSERT INTO "topics_tagging" VALUES (6,6,'00002 00100 2000-08-21 the panel of 2000                        panel-2000',3);
INSERT INTO "topics_tagging" VALUES (7,7,'00004 00100 1945-06-26 charter of the united nations            charter',3);
INSERT INTO "topics_tagging" VALUES (8,8,'00004 00100 1998-07-13 security council resolution 1181 1998    resolution-1181',2);
INSERT INTO "topics_tagging" VALUES (9,9,'00004 00100 1999-10-22 security council resolution 1270 1999    resolution-1270',2);
INSERT INTO "topics_tagging" VALUES (10,10,'00003 00100 1999-10    united nations mission in sierra leone   unamsil',1);
INSERT INTO "topics_tagging" VALUES (11,10,'00003 00100 1999-10    united nations mission in sierra leone   unamsil',2);
INSERT INTO "topics_tagging" VALUES (12,11,'00003 00100 2003-09    united nations mission in liberia        unmil',1);
INSERT INTO "topics_tagging" VALUES (13,12,'00003 00100 1998-07    united nations observer mission in sierr unomsil',1);
INSERT INTO "topics_tagging" VALUES (14,12,'00003 00100 1998-07    united nations observer mission in sierr unomsil',2);
INSERT INTO "topics_tagging" VALUES (15,13,'00001 00100            consent of the parties                   consent-of-the-parties',3);
INSERT INTO "topics_tagging" VALUES (16,14,'00001 00100            impartiality                             impartiality',3);
INSERT INTO "topics_tagging" VALUES (17,15,'00001 00100            use of force                             use-of-force',3);
CREATE TABLE "topics_topic" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "slug" varchar(80) NOT NULL UNIQUE, "title" varchar(120) NOT NULL, "summary" varchar(300) NOT NULL, "reviewed" date NULL, "position" smallint unsigned NOT NULL CHECK ("position" >= 0), "further_reading" text NOT NULL CHECK ((JSON_VALID("further_reading") OR "further_reading" IS NULL)), "published_at" datetime NULL, "revised_at" datetime NULL, "date" varchar(10) NOT NULL, "published_revision_id" bigint NULL UNIQUE REFERENCES "topics_revision" ("id") DEFERRABLE INITIALLY DEFERRED, "section_id" bigint NOT NULL REFERENCES "topics_section" ("id") DEFERRABLE INITIALLY DEFERRED, "archived_at" datetime NULL, "review_due" date NULL, "review_months" smallint unsigned NOT NULL CHECK ("review_months" >= 0), "place" varchar(144) DEFAULT '' NOT NULL, "body" text NOT NULL, "contents" text NOT NULL CHECK ((JSON_VALID("contents") OR "contents" IS NULL)), "html" text NOT NULL, "text" text NOT NULL, CONSTRAINT "topic_published_has_words" CHECK (("published_at" IS NULL OR (NOT ("title" = '') AND NOT ("summary" = '')))));
INSERT INTO "topics_topic" VALUES (1,'budget','Budget','Budget, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','',1,5,NULL,'2028-11-25',24,'00005 00100            budget                                   budget','Budget, as the United Nations counts them [@report-2000].
','[]','<p>Budget, as the United Nations counts them <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Budget, as the United Nations counts them.');
INSERT INTO "topics_topic" VALUES (2,'operations','Operations','Operations, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','',2,5,NULL,'2028-11-25',24,'00005 00100            operations                               operations','Operations, as the United Nations counts them [@report-2000].
','[]','<p>Operations, as the United Nations counts them <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Operations, as the United Nations counts them.');
INSERT INTO "topics_topic" VALUES (3,'personnel','Personnel deployed','Personnel deployed, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','',3,5,NULL,'2028-11-25',24,'00005 00100            personnel deployed                       personnel','Personnel deployed, as the United Nations counts them [@report-2000].
','[]','<p>Personnel deployed, as the United Nations counts them <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Personnel deployed, as the United Nations counts them.');
INSERT INTO "topics_topic" VALUES (4,'abidjan-1996','The Abidjan accord, 1996','The Abidjan accord, 1996, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1996-11-30',4,2,NULL,'2028-11-25',24,'00002 00100 1996-11-30 the abidjan accord 1996                  abidjan-1996','An accord that did not hold [@report-2000].
','[]','<p>An accord that did not hold <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','An accord that did not hold.');
INSERT INTO "topics_topic" VALUES (5,'lome-1999','The Lomé agreement, 1999','The Lomé agreement, 1999, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1999-07-07',5,2,NULL,'2028-11-25',24,'00002 00100 1999-07-07 the lome agreement 1999                  lome-1999','Government and rebels signed at Lomé [@report-2000]. [[unamsil]] followed.
','[]','<p>Government and rebels signed at Lomé <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>. <a class="topic-link" href="/missions/unamsil/">United Nations Mission in Sierra Leone</a> followed.</p>','Government and rebels signed at Lomé. United Nations Mission in Sierra Leone followed.');
INSERT INTO "topics_topic" VALUES (6,'panel-2000','The panel of 2000','The panel of 2000, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','2000-08-21',6,2,NULL,'2028-11-25',24,'00002 00100 2000-08-21 the panel of 2000                        panel-2000','A panel asked for credible forces [@report-2000].
','[]','<p>A panel asked for credible forces <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','A panel asked for credible forces.');
INSERT INTO "topics_topic" VALUES (7,'charter','Charter of the United Nations','Charter of the United Nations, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1945-06-26',7,4,NULL,'2028-11-25',24,'00004 00100 1945-06-26 charter of the united nations            charter','It does not name peacekeeping [@report-2000].
','[]','<p>It does not name peacekeeping <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','It does not name peacekeeping.');
INSERT INTO "topics_topic" VALUES (8,'resolution-1181','Security Council resolution 1181 (1998)','Security Council resolution 1181 (1998), in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1998-07-13',8,4,NULL,'2028-11-25',24,'00004 00100 1998-07-13 security council resolution 1181 1998    resolution-1181','It set up [[unomsil]] [@report-2000].
','[]','<p>It set up <a class="topic-link" href="/missions/unomsil/">United Nations Observer Mission in Sierra Leone</a> <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','It set up United Nations Observer Mission in Sierra Leone.');
INSERT INTO "topics_topic" VALUES (9,'resolution-1270','Security Council resolution 1270 (1999)','Security Council resolution 1270 (1999), in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1999-10-22',9,4,NULL,'2028-11-25',24,'00004 00100 1999-10-22 security council resolution 1270 1999    resolution-1270','It set up [[unamsil]] [@report-2000].
','[]','<p>It set up <a class="topic-link" href="/missions/unamsil/">United Nations Mission in Sierra Leone</a> <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','It set up United Nations Mission in Sierra Leone.');
INSERT INTO "topics_topic" VALUES (10,'unamsil','United Nations Mission in Sierra Leone','United Nations Mission in Sierra Leone, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1999-10',10,3,NULL,'2028-11-25',24,'00003 00100 1999-10    united nations mission in sierra leone   unamsil','Soldiers helped the government to carry out the agreement of [[lome-1999|Lomé]] [@report-2000].
','[]','<p>Soldiers helped the government to carry out the agreement of <a class="topic-link" href="/history/lome-1999/">Lomé</a> <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Soldiers helped the government to carry out the agreement of Lomé.');
INSERT INTO "topics_topic" VALUES (11,'unmil','United Nations Mission in Liberia','United Nations Mission in Liberia, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','2003-09',11,3,NULL,'2028-11-25',24,'00003 00100 2003-09    united nations mission in liberia        unmil','Soldiers and police supported the ceasefire in Liberia [@report-2000].
','[]','<p>Soldiers and police supported the ceasefire in Liberia <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Soldiers and police supported the ceasefire in Liberia.');
INSERT INTO "topics_topic" VALUES (12,'unomsil','United Nations Observer Mission in Sierra Leone','United Nations Observer Mission in Sierra Leone, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','1998-07',12,3,NULL,'2028-11-25',24,'00003 00100 1998-07    united nations observer mission in sierr unomsil','Observers watched the disarmament of combatants [@report-2000].
','[]','<p>Observers watched the disarmament of combatants <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Observers watched the disarmament of combatants.');
INSERT INTO "topics_topic" VALUES (13,'consent-of-the-parties','Consent of the parties','Consent of the parties, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','',13,1,NULL,'2028-11-25',24,'00001 00100            consent of the parties                   consent-of-the-parties','Peacekeepers deploy with the consent of the parties [@report-2000]. See [[impartiality]].
','[]','<p>Peacekeepers deploy with the consent of the parties <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>. See <a class="topic-link" href="/role/impartiality/">Impartiality</a>.</p>','Peacekeepers deploy with the consent of the parties. See Impartiality.');
INSERT INTO "topics_topic" VALUES (14,'impartiality','Impartiality','Impartiality, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','',14,1,NULL,'2028-11-25',24,'00001 00100            impartiality                             impartiality','Peacekeepers serve the mandate without favour [@report-2000].
','[]','<p>Peacekeepers serve the mandate without favour <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Peacekeepers serve the mandate without favour.');
INSERT INTO "topics_topic" VALUES (15,'use-of-force','Use of force','Use of force, in one sentence.','2026-11-25',100,'[]','2026-12-01 00:40:35.192563','2026-12-01 00:40:35.192563','',15,1,NULL,'2028-11-25',24,'00001 00100            use of force                             use-of-force','Force is used in self-defence and in defence of the mandate [@report-2000].
','[]','<p>Force is used in self-defence and in defence of the mandate <span class="citation">[<a href="#ref-report-2000" id="cite-report-2000-1" role="doc-noteref">1</a>]</span>.</p>','Force is used in self-defence and in defence of the mandate.');
CREATE INDEX "accounts_accountevent_time_1290af2e" ON "accounts_accountevent" ("time");
CREATE UNIQUE INDEX "auth_group_permissions_group_id_permission_id_0cd325b0_uniq" ON "auth_group_permissions" ("group_id", "permission_id");
CREATE INDEX "auth_group_permissions_group_id_b120cbf9" ON "auth_group_permissions" ("group_id");
CREATE INDEX "auth_group_permissions_permission_id_84c5c92e" ON "auth_group_permissions" ("permission_id");
CREATE UNIQUE INDEX "auth_user_groups_user_id_group_id_94350c0c_uniq" ON "auth_user_groups" ("user_id", "group_id");
CREATE INDEX "auth_user_groups_user_id_6a12ed8b" ON "auth_user_groups" ("user_id");
CREATE INDEX "auth_user_groups_group_id_97559544" ON "auth_user_groups" ("group_id");
CREATE UNIQUE INDEX "auth_user_user_permissions_user_id_permission_id_14a6b632_uniq" ON "auth_user_user_permissions" ("user_id", "permission_id");
CREATE INDEX "auth_user_user_permissions_user_id_a95ead1b" ON "auth_user_user_permissions" ("user_id");
CREATE INDEX "auth_user_user_permissions_permission_id_1fbb5f2c" ON "auth_user_user_permissions" ("permission_id");
CREATE INDEX "django_admin_log_content_type_id_c4bce8eb" ON "django_admin_log" ("content_type_id");
CREATE INDEX "django_admin_log_user_id_c564eba6" ON "django_admin_log" ("user_id");
CREATE UNIQUE INDEX "django_content_type_app_label_model_76bd3d3b_uniq" ON "django_content_type" ("app_label", "model");
CREATE UNIQUE INDEX "auth_permission_content_type_id_codename_01ab375a_uniq" ON "auth_permission" ("content_type_id", "codename");
CREATE INDEX "auth_permission_content_type_id_2f476e4b" ON "auth_permission" ("content_type_id");
CREATE INDEX "axes_accessattempt_user_agent_ad89678b" ON "axes_accessattempt" ("user_agent");
CREATE INDEX "axes_accessattempt_ip_address_10922d9c" ON "axes_accessattempt" ("ip_address");
CREATE INDEX "axes_accessattempt_username_3f2d4ca0" ON "axes_accessattempt" ("username");
CREATE UNIQUE INDEX "axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq" ON "axes_accessattempt" ("username", "ip_address", "user_agent");
CREATE INDEX "axes_accessfailurelog_user_agent_ea145dda" ON "axes_accessfailurelog" ("user_agent");
CREATE INDEX "axes_accessfailurelog_ip_address_2e9f5a7f" ON "axes_accessfailurelog" ("ip_address");
CREATE INDEX "axes_accessfailurelog_username_a8b7e8a4" ON "axes_accessfailurelog" ("username");
CREATE INDEX "axes_accesslog_user_agent_0e659004" ON "axes_accesslog" ("user_agent");
CREATE INDEX "axes_accesslog_ip_address_86b417e5" ON "axes_accesslog" ("ip_address");
CREATE INDEX "axes_accesslog_username_df93064b" ON "axes_accesslog" ("username");
CREATE INDEX "otp_static_statictoken_token_d0a51866" ON "otp_static_statictoken" ("token");
CREATE INDEX "otp_static_statictoken_device_id_74b7c7d1" ON "otp_static_statictoken" ("device_id");
CREATE INDEX "otp_static_staticdevice_user_id_7f9cff2b" ON "otp_static_staticdevice" ("user_id");
CREATE INDEX "otp_totp_totpdevice_user_id_0fb18292" ON "otp_totp_totpdevice" ("user_id");
CREATE INDEX "django_session_expire_date_a5c62663" ON "django_session" ("expire_date");
CREATE INDEX "taggit_taggeditem_object_id_e2d7d1df" ON "taggit_taggeditem" ("object_id");
CREATE INDEX "taggit_taggeditem_content_type_id_9957a03c" ON "taggit_taggeditem" ("content_type_id");
CREATE INDEX "taggit_taggeditem_tag_id_f4f5b767" ON "taggit_taggeditem" ("tag_id");
CREATE INDEX "taggit_tagg_content_8fc721_idx" ON "taggit_taggeditem" ("content_type_id", "object_id");
CREATE INDEX "topics_alias_topic_id_5ff5cf5b" ON "topics_alias" ("topic_id");
CREATE UNIQUE INDEX "topics_tag_related_from_tag_id_to_tag_id_02770146_uniq" ON "topics_tag_related" ("from_tag_id", "to_tag_id");
CREATE INDEX "topics_tag_related_from_tag_id_aa40ce4b" ON "topics_tag_related" ("from_tag_id");
CREATE INDEX "topics_tag_related_to_tag_id_6e4ec757" ON "topics_tag_related" ("to_tag_id");
CREATE INDEX "topics_tagalias_tag_id_e5075d3c" ON "topics_tagalias" ("tag_id");
CREATE INDEX "topics_indicator_source_id_ffb6a5f5" ON "topics_indicator" ("source_id");
CREATE INDEX "topics_crossreference_slug_0fbf80de" ON "topics_crossreference" ("slug");
CREATE INDEX "topics_crossreference_source_id_d16f65ef" ON "topics_crossreference" ("source_id");
CREATE INDEX "topics_crossreference_target_id_27df4883" ON "topics_crossreference" ("target_id");
CREATE INDEX "topics_link_slug_d963ee4d" ON "topics_link" ("slug");
CREATE INDEX "topics_link_source_id_402a5f5e" ON "topics_link" ("source_id");
CREATE INDEX "topics_link_target_id_1455913e" ON "topics_link" ("target_id");
CREATE INDEX "topics_citation_topic_id_d7986ced" ON "topics_citation" ("topic_id");
CREATE INDEX "topics_citation_source_id_9b9a2324" ON "topics_citation" ("source_id");
CREATE UNIQUE INDEX "tag_alias_unique_ignoring_case" ON "topics_tagalias" ((LOWER("name")));
CREATE INDEX "topics_missionresolution_profile_id_aba68c8f" ON "topics_missionresolution" ("profile_id");
CREATE INDEX "topics_missioncountry_profile_id_9cd1c372" ON "topics_missioncountry" ("profile_id");
CREATE INDEX "topics_mission_predecessor_slug_9493c5a7" ON "topics_mission" ("predecessor_slug");
CREATE INDEX "topics_mission_predecessor_id_0271c8d9" ON "topics_mission" ("predecessor_id");
CREATE INDEX "topics_word_stem_c2ffc2c8" ON "topics_word" ("stem");
CREATE INDEX "topics_completion_begins_9ae4aca7" ON "topics_completion" ("begins");
CREATE INDEX "topics_completion_tag_id_9a7c3776" ON "topics_completion" ("tag_id");
CREATE INDEX "topics_completion_topic_id_c879cc5a" ON "topics_completion" ("topic_id");
CREATE INDEX "topics_revision_author_id_d6fab103" ON "topics_revision" ("author_id");
CREATE INDEX "topics_revision_topic_id_fb231e43" ON "topics_revision" ("topic_id");
CREATE INDEX "revision_published_at" ON "topics_revision" ("published_at");
CREATE INDEX "revision_due" ON "topics_revision" ("scheduled_for") WHERE "state" = 'scheduled';
CREATE INDEX "topics_autosave_topic_id_951d6eda" ON "topics_autosave" ("topic_id");
CREATE INDEX "topics_autosave_user_id_7429b054" ON "topics_autosave" ("user_id");
CREATE INDEX "topics_presence_topic_id_eeb9994d" ON "topics_presence" ("topic_id");
CREATE INDEX "topics_presence_user_id_10f2d15d" ON "topics_presence" ("user_id");
CREATE INDEX "topics_image_uploaded_by_id_2bb41426" ON "topics_image" ("uploaded_by_id");
CREATE INDEX "topics_depiction_topic_id_5bf9c077" ON "topics_depiction" ("topic_id");
CREATE INDEX "topics_depiction_image_id_c1fbd336" ON "topics_depiction" ("image_id");
CREATE INDEX "topics_tagaddress_tag_id_90209829" ON "topics_tagaddress" ("tag_id");
CREATE INDEX "topics_topicupload_user_id_dac71a4f" ON "topics_topicupload" ("user_id");
CREATE INDEX "topics_measurement_source_id_1108b295" ON "topics_measurement" ("source_id");
CREATE INDEX "topics_measurement_profile_id_08b79517" ON "topics_measurement" ("profile_id");
CREATE INDEX "topics_shown_page_id_76a47245" ON "topics_shown" ("page_id");
CREATE INDEX "topics_shown_topic_id_4feeb4bd" ON "topics_shown" ("topic_id");
CREATE UNIQUE INDEX "tag_name_unique_ignoring_case" ON "topics_tag" ((LOWER("name")));
CREATE INDEX "topics_tag_broader_id_3bec36f3" ON "topics_tag" ("broader_id");
CREATE INDEX "tagging_order" ON "topics_tagging" ("tag_id", "place", "content_object_id");
CREATE INDEX "topics_topic_published_at_a60c20f5" ON "topics_topic" ("published_at");
CREATE INDEX "topics_topic_review_due_d4ff75f5" ON "topics_topic" ("review_due");
CREATE INDEX "topic_order" ON "topics_topic" ("section_id", "place", "published_at");
CREATE INDEX "topic_order_of_all" ON "topics_topic" ("place", "published_at");
CREATE INDEX "topic_order_by_title" ON "topics_topic" ("title", "id", "published_at");
CREATE INDEX "topic_order_by_revision" ON "topics_topic" ("revised_at" DESC, "id", "published_at");
CREATE INDEX "topic_order_by_date" ON "topics_topic" ((("date" = '')), "date", "id", "published_at");
COMMIT;
