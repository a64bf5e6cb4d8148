"""Policies and triggers have the text that a copy of the database brings back of them.

PostgreSQL writes some conditions otherwise once their own text was read again, as it is when a
dump is restored: `in (...)` over short texts, comparisons of several columns. The start compares
these texts, so they are read again here, once.
"""

from django.db import migrations

READ_AGAIN = """
do $$ declare it record; begin
  for it in
    select polname as name, polrelid::regclass as place, pg_get_expr(polqual, polrelid) as sees,
      pg_get_expr(polwithcheck, polrelid) as writes from pg_policy
  loop
    execute format('alter policy %I on %s', it.name, it.place)
      || coalesce(' using (' || it.sees || ')', '')
      || coalesce(' with check (' || it.writes || ')', '');
  end loop;
  for it in
    select tgname as name, tgrelid::regclass as place, pg_get_triggerdef(oid) as text
    from pg_trigger where not tgisinternal and tgqual is not null
  loop
    execute format('drop trigger %I on %s', it.name, it.place);
    execute it.text;
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0080_duplicate_by_link"),
    ]

    operations = [migrations.RunSQL(READ_AGAIN, migrations.RunSQL.noop)]
