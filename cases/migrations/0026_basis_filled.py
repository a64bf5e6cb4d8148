"""Cases that are there already stand on the usual basis since they were recorded.

The row of the catalogue is completed by the seeds; here it is made only where there are cases.
"""

from django.db import migrations

FILL = """
insert into cases_legalbasis (code, name, name_vi, name_fr, purpose, purpose_vi, purpose_fr, law,
  source, verified, consent, needs_statement, is_default)
select 'consular-task', 'Task of a state body under consular law',
  'Nhiệm vụ của cơ quan nhà nước theo pháp luật lãnh sự',
  'Mission d’un service de l’État au titre du droit consulaire',
  'Protecting the citizen abroad.', '', '',
  'Vienna Convention on Consular Relations, art. 5', '', false, '', false, true
where exists (select from cases_case);
insert into cases_casebasis (uuid, case_id, legal_basis_id, source, statement, consent_form,
  told_in, recorded_at, withdraw_note)
select gen_random_uuid(), shown.id, basis.id, 'mission', '', '', '', shown.recorded_at, ''
from cases_case as shown cross join cases_legalbasis as basis where basis.is_default;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0025_basis"),)
    operations = (migrations.RunSQL(FILL, migrations.RunSQL.noop),)
