DROP VIEW IF EXISTS temp.audit_lead;
DROP VIEW IF EXISTS temp.audit_risk;
DROP TABLE IF EXISTS temp.audit_unowned;
DROP TABLE IF EXISTS temp.audit_action;
DROP TABLE IF EXISTS temp.audit_edition;
