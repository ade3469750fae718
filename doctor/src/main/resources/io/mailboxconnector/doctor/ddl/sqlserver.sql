-- Needed with the property ledgerDataSource
CREATE TABLE mbx_ledger (
  scope NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  mail_uid BIGINT NOT NULL,
  consumer NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  mailbox NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  folder NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  uid_validity BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  settlement NVARCHAR(1000) COLLATE Latin1_General_BIN2,
  PRIMARY KEY (scope, mail_uid)
);

CREATE INDEX mbx_ledger_expiry ON mbx_ledger (expires_at);

CREATE TABLE mbx_attempt (
  scope NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  mail_uid BIGINT NOT NULL,
  attempts INT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (scope, mail_uid)
);

CREATE INDEX mbx_attempt_expiry ON mbx_attempt (expires_at);

CREATE TABLE mbx_cursor (
  folder_scope NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  scope NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  consumer NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  mailbox NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  folder NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  uid_validity BIGINT NOT NULL,
  settled_up_to BIGINT NOT NULL,
  unread_below BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (folder_scope)
);

-- Needed with the property outboxDataSource
CREATE TABLE mbx_outbox (
  id NVARCHAR(36) COLLATE Latin1_General_BIN2 NOT NULL,
  queue NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  mailbox NVARCHAR(255) COLLATE Latin1_General_BIN2 NOT NULL,
  message_id NVARCHAR(1000) COLLATE Latin1_General_BIN2 NOT NULL,
  sender NVARCHAR(320) COLLATE Latin1_General_BIN2,
  recipients NVARCHAR(MAX) NOT NULL,
  charset_bits INT NOT NULL,
  delivery_request NVARCHAR(400) COLLATE Latin1_General_BIN2,
  octets BIGINT NOT NULL,
  state NVARCHAR(16) COLLATE Latin1_General_BIN2 NOT NULL,
  attempts INT NOT NULL,
  created BIGINT NOT NULL,
  tried_since BIGINT NOT NULL,
  due BIGINT NOT NULL,
  holder NVARCHAR(36) COLLATE Latin1_General_BIN2,
  lease_end BIGINT,
  ended BIGINT,
  reason NVARCHAR(1000) COLLATE Latin1_General_BIN2,
  PRIMARY KEY (id)
);

CREATE INDEX mbx_outbox_due ON mbx_outbox (queue, state, due);

CREATE TABLE mbx_outbox_part (
  id NVARCHAR(36) COLLATE Latin1_General_BIN2 NOT NULL,
  part INT NOT NULL,
  content VARBINARY(MAX) NOT NULL,
  PRIMARY KEY (id, part)
);

-- Needed with the property tokenStore
CREATE TABLE mbx_refresh_token (
  place NVARCHAR(64) COLLATE Latin1_General_BIN2 NOT NULL,
  sealed NVARCHAR(MAX),
  version BIGINT NOT NULL,
  used_by NVARCHAR(36) COLLATE Latin1_General_BIN2,
  used_until BIGINT NOT NULL,
  PRIMARY KEY (place)
);
