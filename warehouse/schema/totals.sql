CREATE VIEW totals AS
SELECT report_version_id, agency_id, agency, year, scope, check_id, place, place_label,
       right_side AS stated,
       left_side AS computed, difference IS NOT NULL AS complete, difference,
       difference_of_stated, result
FROM checks WHERE check_id IN ('requests.applicants', 'requests.outcomes', 'review.outcomes');
COMMENT ON VIEW totals IS 'Totals as stated beside totals as computed from their parts; neither replaces the other.';
COMMENT ON COLUMN totals.report_version_id IS 'The report version: report_id and a hash of its figures and text, joined by @';
COMMENT ON COLUMN totals.agency_id IS 'The agency: region code and name without its place, such as 130600-科学技术局';
COMMENT ON COLUMN totals.agency IS 'Name of the agency in full';
COMMENT ON COLUMN totals.year IS 'Fiscal year that the report is about, not the year it was published in';
COMMENT ON COLUMN totals.scope IS 'own: the agency alone; consolidated: a government with all its departments (汇总); unknown: the report does not say. Never add up different scopes';
COMMENT ON COLUMN totals.check_id IS 'Which total: requests.applicants (总计 over applicants), requests.outcomes (（七）总计 over outcomes), review.outcomes (总计 over results)';
COMMENT ON COLUMN totals.place IS 'Row or column that it is the total of';
COMMENT ON COLUMN totals.place_label IS 'Official label of that row or column';
COMMENT ON COLUMN totals.stated IS 'Total as printed; null: not stated';
COMMENT ON COLUMN totals.computed IS 'Sum of the parts that are stated; null: none is';
COMMENT ON COLUMN totals.complete IS 'Whether total and every part are stated; else computed leaves blanks and absent cells out';
COMMENT ON COLUMN totals.difference IS 'computed - stated, where every part is stated';
COMMENT ON COLUMN totals.difference_of_stated IS 'computed - stated, over the parts that are stated';
COMMENT ON COLUMN totals.result IS 'As in checks';
