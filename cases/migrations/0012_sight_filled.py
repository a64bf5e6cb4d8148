"""Who sees whom so far: the mission that registered a person, and the owners of her cases."""

from django.db import migrations

FILL = """
insert into cases_citizensight (citizen_id, mission_id, may_write)
select id, registered_by_id, true from cases_citizen
union
select citizen_id, mission_id, true from cases_case
"""

EMPTY = """
update cases_citizen as person set mission_ids = array(
  select sight.mission_id from cases_citizensight as sight
  where sight.citizen_id = person.id and sight.until is null order by 1);
delete from cases_citizensight;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0011_sight"),)
    operations = (migrations.RunSQL(FILL, EMPTY),)
