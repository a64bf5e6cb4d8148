"""Who left again after having come home, of cases that are there already; nobody is told of them.

Welfare checks are not planned for cases that were closed before: officers plan those they want.
"""

from django.db import migrations

FILL = """
do $$ declare person bigint; begin
  for person in select distinct coalesce(who.head_id, who.id) from cases_case as home
    join cases_citizen as who on who.id = home.citizen_id
    where home.outcome in ('handed_over', 'own_means')
      and exists (select from cases_case as other where other.id <> home.id
        and other.citizen_id = any(records_of(home.citizen_id)))
  loop perform refresh_returns(person); end loop;
end $$;
update cases_earlierreturn set told_at = noticed_at;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0048_follow_up"),)
    operations = (migrations.RunSQL(FILL, migrations.RunSQL.noop),)
