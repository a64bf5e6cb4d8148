"""What policies ask of the eyes is called as it is, and not parsed again in each statement.

The SQL is what `cases/core/schema.py` gave when it was written; a test compares.
"""

from django.db import migrations

FORWARD = """
create or replace function app_kind() returns text
language plpgsql stable parallel safe cost 1 as
$$ begin return coalesce(current_setting('app.kind', true), ''); end $$;
create or replace function app_staff() returns bigint
language plpgsql stable parallel safe cost 1 as
$$ begin return nullif(current_setting('app.staff', true), '')::bigint; end $$;
create or replace function app_posting() returns bigint
language plpgsql stable parallel safe cost 1 as
$$ begin return nullif(current_setting('app.posting', true), '')::bigint; end $$;
create or replace function app_sees(word text) returns boolean
language plpgsql stable parallel safe cost 1 as
$$ begin
  return word = any(string_to_array(coalesce(current_setting('app.sees', true), ''), ' '));
end $$;
create or replace function app_sees_all() returns boolean
language plpgsql stable parallel safe cost 1 as
$$ begin return app_is_headquarters() and app_sees('people'); end $$;
create or replace function app_sees_at() returns bigint
language plpgsql stable parallel safe cost 1 as
$$ begin return case when app_sees('people') then app_mission() else 0 end; end $$;
"""
BACKWARD = """
create or replace function app_kind() returns text language sql stable parallel safe as
$$ select coalesce(current_setting('app.kind', true), '') $$;
create or replace function app_staff() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.staff', true), '')::bigint $$;
create or replace function app_posting() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('app.posting', true), '')::bigint $$;
create or replace function app_sees(word text) returns boolean language sql stable parallel safe as
$$ select word = any(string_to_array(coalesce(current_setting('app.sees', true), ''), ' ')) $$;
create or replace function app_sees_all() returns boolean language sql stable parallel safe as
$$ select app_is_headquarters() and app_sees('people') $$;
create or replace function app_sees_at() returns bigint language sql stable parallel safe as
$$ select case when app_sees('people') then app_mission() else 0 end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0159_kept_overlooked")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
