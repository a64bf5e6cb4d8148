"""Addresses of letters in the API."""

from cases.core.addresses import list_url, record_url
from cases.letters import api

urlpatterns = [
    list_url("letters", api.LetterList.as_view(), name="api_letters"),
    record_url("letters", api.LetterDetail.as_view(), name="api_letter"),
    record_url("letters", api.LetterFile.as_view(), name="api_letter_file", below="file"),
    record_url("cases", api.LettersOfCase.as_view(), name="api_case_letters", below="letters"),
    record_url("cases", api.LetterDraft.as_view(), name="api_letter_draft", below="letter-draft"),
    list_url("letter-batches", api.LetterBatches.as_view(), name="api_letter_batches"),
    record_url("letter-batches", api.LetterBatchDetail.as_view(), name="api_letter_batch"),
]
