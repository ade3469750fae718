-- Needed with the property ledgerDataSource
CREATE TABLE mbx_ledger (
  scope VARCHAR(64) NOT NULL,
  mail_uid BIGINT NOT NULL,
  consumer VARCHAR(255) NOT NULL,
  mailbox VARCHAR(255) NOT NULL,
  folder VARCHAR(255) NOT NULL,
  uid_validity BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  settlement VARCHAR(1000),
  PRIMARY KEY (scope, mail_uid)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX mbx_ledger_expiry ON mbx_ledger (expires_at);

CREATE TABLE mbx_attempt (
  scope VARCHAR(64) NOT NULL,
  mail_uid BIGINT NOT NULL,
  attempts INT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (scope, mail_uid)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX mbx_attempt_expiry ON mbx_attempt (expires_at);

CREATE TABLE mbx_cursor (
  folder_scope VARCHAR(64) NOT NULL,
  scope VARCHAR(64) NOT NULL,
  consumer VARCHAR(255) NOT NULL,
  mailbox VARCHAR(255) NOT NULL,
  folder VARCHAR(255) NOT NULL,
  uid_validity BIGINT NOT NULL,
  settled_up_to BIGINT NOT NULL,
  unread_below BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (folder_scope)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Needed with the property outboxDataSource
CREATE TABLE mbx_outbox (
  id VARCHAR(36) NOT NULL,
  queue VARCHAR(255) NOT NULL,
  mailbox VARCHAR(255) NOT NULL,
  message_id VARCHAR(1000) NOT NULL,
  sender VARCHAR(320),
  recipients LONGTEXT NOT NULL,
  charset_bits INT NOT NULL,
  delivery_request VARCHAR(400),
  octets BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL,
  attempts INT NOT NULL,
  created BIGINT NOT NULL,
  tried_since BIGINT NOT NULL,
  due BIGINT NOT NULL,
  holder VARCHAR(36),
  lease_end BIGINT,
  ended BIGINT,
  reason VARCHAR(1000),
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX mbx_outbox_due ON mbx_outbox (queue, state, due);

CREATE TABLE mbx_outbox_part (
  id VARCHAR(36) NOT NULL,
  part INT NOT NULL,
  content LONGBLOB NOT NULL,
  PRIMARY KEY (id, part)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Needed with the property tokenStore
CREATE TABLE mbx_refresh_token (
  place VARCHAR(64) NOT NULL,
  sealed LONGTEXT,
  version BIGINT NOT NULL,
  used_by VARCHAR(36),
  used_until BIGINT NOT NULL,
  PRIMARY KEY (place)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
