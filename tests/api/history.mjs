// Tables whose lines are neither changed nor taken out, past any request: triggers of the database keep them.
import assert from 'node:assert/strict';
import { sql } from './database.mjs';

export const ofVotes = ['audit_log', 'application_events', 'pack_versions', 'campaigns', 'campaign_projects', 'campaign_acts', 'campaign_incidents', 'campaign_results', 'campaign_terms', 'participation', 'ballots', 'log_entries', 'tree_heads', 'two_person_requests'];
export const ofCommissions = ['commission_members', 'interest_conflicts', 'expert_opinions', 'member_marks', 'commission_votes', 'dissenting_opinions', 'point_adjustments', 'scoring_runs', 'money_records', 'initiative_payments', 'in_kind_contributions', 'payment_refunds', 'payment_repayments', 'idea_events', 'protocol_signatures', 'lot_applicants', 'commissions', 'commission_meetings', 'commission_questions', 'commission_lots'];

// What is changed where not every change of a line is one of its history.
const change = { commission_members: "name = name || '!'" };
// Lines that go on: a meeting gets its protocol, a question its end, a lot its result, one kept out of a lot is marked.
const onlyStays = new Set(['lot_applicants', 'commissions', 'commission_meetings', 'commission_questions', 'commission_lots']);

export function staysAsItIs(portal, table) {
  const count = () => sql(portal, `SELECT count(*) FROM ${table}`).rows[0][0], full = count();
  assert.ok(full > 0, `${table}: there is nothing to protect`);
  const [[column]] = sql(portal, `SELECT name FROM pragma_table_info('${table}') WHERE pk = 0`).rows;
  const changing = onlyStays.has(table) ? [] : [`UPDATE ${table} SET ${change[table] ?? `${column} = ${column}`}`];
  for (const statement of [`DELETE FROM ${table}`, ...changing]) {
    const { error } = sql(portal, statement);
    assert.ok(error && !/syntax|no such|locked/.test(error), `${statement}: ${error}`);
  }
  assert.equal(count(), full);
}
