"""Reports, and what is taken out of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.sending import Sends, asked_for

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.reports import Practice, SubjectAccess, Views


class ReportMethods(Sends):
    """The methods about many referrals at once. A period is from ``since`` to before ``until``, with their
    offsets."""

    def practice_report(
        self,
        policy: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        by: str | None = None,
        reader: str | None = None,
    ) -> Practice:
        """Figures, times and what was owed, a year if not said; ``by`` ``policy``, ``role``, ``team`` or
        ``month``; for the ``reader`` ``outside`` small counts are left out. Times are in elapsed hours.

        ``GET /v1/reports/practice``
        """
        query = asked_for(policy=policy, since=since, until=until, by=by, reader=reader)
        found: Practice = self._get("/v1/reports/practice", query)
        return found

    def practice_report_csv(
        self,
        policy: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        by: str | None = None,
        reader: str | None = None,
    ) -> str:
        """The same as CSV.

        ``GET /v1/reports/practice``
        """
        query = asked_for(policy=policy, since=since, until=until, by=by, reader=reader, form="csv")
        return self._text("/v1/reports/practice", "text/csv", query)

    def views(self, policy: str, *, since: datetime | None = None, until: datetime | None = None) -> Views:
        """Who looked at referrals that they had not worked on, a line a person; a week if not said.

        ``GET /v1/reports/views``
        """
        query = asked_for(policy=policy, since=since, until=until)
        found: Views = self._get("/v1/reports/views", query)
        return found

    def dataset(
        self, policy: str, *, since: datetime | None = None, until: datetime | None = None, table: str
    ) -> str:
        """One table of the Standard Safeguarding Dataset as CSV: ``ssd_contacts`` or ``ssd_cin_episodes``; a
        year if not said. It is noted who took it out, so it is never asked for twice by itself.

        ``GET /v1/reports/dataset``
        """
        query = asked_for(policy=policy, since=since, until=until, table=table)
        return self._text("/v1/reports/dataset", "text/csv", query, noted=True)

    def subject_access(self, policy: str, case_system_id: str, *, why: str) -> SubjectAccess:
        """Everything recorded of one child, for a subject access request; a person reads what is flagged
        before it is given to anybody. It is noted who took it out and why, so it is never asked for twice by
        itself.

        ``POST /v1/reports/subject-access``
        """
        body = {"policy": policy, "case_system_id": case_system_id, "why": why}
        found: SubjectAccess = self._post("/v1/reports/subject-access", body, noted=True)
        return found
