/**
 * Everything the specification names, as it writes it: its SQL where it has SQL, and for the three sign-in tables
 * (accounts, sessions, verification_tokens) its Prisma models together with what only its diagram adds. Tests build
 * this beside the migrated database and compare the two; docs/decisions/schema.md says where they differ and why.
 */

/** A column as in CREATE TABLE, its own constraints included. */
type Columns = Record<string, string>

export interface Table {
  columns: Columns
  constraints?: string[]
  partitionBy?: string
}

const id = 'UUID PRIMARY KEY DEFAULT gen_random_uuid()'
const ofUser = 'UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE'
const ofCourse = 'UUID NOT NULL REFERENCES courses(id) ON DELETE CASCADE'
const now = 'TIMESTAMP DEFAULT CURRENT_TIMESTAMP'
const active = 'BOOLEAN DEFAULT TRUE'

export const tables: Record<string, Table> = {
  users: {
    columns: {
      id,
      email: 'VARCHAR(255) UNIQUE NOT NULL',
      password_hash: 'VARCHAR(255) NOT NULL',
      first_name: 'VARCHAR(100) NOT NULL',
      last_name: 'VARCHAR(100) NOT NULL',
      university: 'VARCHAR(255) NOT NULL',
      profile_image_url: 'TEXT',
      is_verified: 'BOOLEAN DEFAULT FALSE',
      is_active: active,
      email_verified_at: 'TIMESTAMP',
      last_login_at: 'TIMESTAMP',
      created_at: now,
      updated_at: now,
    },
  },
  user_profiles: {
    columns: {
      id,
      user_id: ofUser,
      preferred_location:
        "VARCHAR(50) CHECK (preferred_location IN ('library', 'cafe', 'home', 'study_room', 'any'))",
      study_style: "VARCHAR(50) CHECK (study_style IN ('collaborative', 'quiet', 'mixed'))",
      study_pace: "VARCHAR(50) CHECK (study_pace IN ('slow', 'moderate', 'fast'))",
      bio: 'TEXT',
      created_at: now,
      updated_at: now,
    },
  },
  universities: {
    columns: {
      id,
      name: 'VARCHAR(255) UNIQUE NOT NULL',
      domain: 'VARCHAR(255) UNIQUE NOT NULL',
      is_active: active,
      created_at: now,
    },
  },
  courses: {
    columns: {
      id,
      name: 'VARCHAR(255) NOT NULL',
      code: 'VARCHAR(50) NOT NULL',
      section: 'VARCHAR(10) NOT NULL',
      semester: 'VARCHAR(20) NOT NULL',
      instructor: 'VARCHAR(255)',
      schedule: 'TEXT',
      university_id: 'UUID NOT NULL REFERENCES universities(id)',
      is_active: active,
      created_at: now,
      updated_at: now,
    },
  },
  user_courses: {
    columns: { id, user_id: ofUser, course_id: ofCourse, enrolled_at: now, is_active: active },
  },
  availability: {
    columns: {
      id: 'UUID NOT NULL DEFAULT gen_random_uuid()', // its PRIMARY KEY stands in impossible
      user_id: ofUser,
      day_of_week: 'INTEGER CHECK (day_of_week BETWEEN 0 AND 6)',
      start_time: 'TIME NOT NULL',
      end_time: 'TIME NOT NULL',
      created_at: now,
      updated_at: now,
    },
    constraints: ['CONSTRAINT valid_time_range CHECK (end_time > start_time)'],
    partitionBy: 'RANGE (day_of_week)',
  },
  connections: {
    columns: {
      id,
      requester_id: ofUser,
      target_id: ofUser,
      course_id: ofCourse,
      status:
        "VARCHAR(20) DEFAULT 'pending' CHECK (status IN ('pending', 'accepted', 'declined', 'cancelled'))",
      initial_message: 'TEXT',
      requested_at: now,
      responded_at: 'TIMESTAMP',
      created_at: now,
      updated_at: now,
    },
    constraints: ['CONSTRAINT no_self_connection CHECK (requester_id != target_id)'],
  },
  messages: {
    columns: {
      id,
      connection_id: 'UUID NOT NULL REFERENCES connections(id) ON DELETE CASCADE',
      sender_id: ofUser,
      content: 'TEXT NOT NULL',
      message_type: "VARCHAR(20) DEFAULT 'text' CHECK (message_type IN ('text', 'image', 'file', 'system'))",
      is_read: 'BOOLEAN DEFAULT FALSE',
      created_at: now,
      updated_at: now,
    },
  },
  match_cache: {
    columns: {
      id,
      user_id: ofUser,
      course_id: ofCourse,
      match_results: 'JSONB NOT NULL',
      calculated_at: now,
      expires_at: 'TIMESTAMP NOT NULL',
    },
  },
  user_sessions: {
    columns: {
      id,
      user_id: ofUser,
      refresh_token: 'VARCHAR(255) UNIQUE NOT NULL',
      device_info: 'TEXT',
      ip_address: 'INET',
      expires_at: 'TIMESTAMP NOT NULL',
      created_at: now,
      updated_at: now,
    },
  },
  accounts: {
    columns: {
      id,
      user_id: ofUser,
      type: 'TEXT NOT NULL',
      provider: 'TEXT NOT NULL',
      provider_account_id: 'TEXT NOT NULL',
      refresh_token: 'TEXT',
      access_token: 'TEXT',
      expires_at: 'INTEGER',
      token_type: 'TEXT',
      scope: 'TEXT',
      id_token: 'TEXT',
      session_state: 'TEXT',
      created_at: 'TIMESTAMP', // diagram
      updated_at: 'TIMESTAMP', // diagram
    },
  },
  sessions: {
    columns: {
      id,
      session_token: 'TEXT NOT NULL',
      user_id: ofUser,
      expires: 'TIMESTAMP(3) NOT NULL',
      expires_at: 'TIMESTAMP', // diagram
      created_at: 'TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP',
      updated_at: 'TIMESTAMP(3) NOT NULL',
    },
  },
  verification_tokens: {
    columns: {
      id: 'UUID', // diagram
      identifier: 'TEXT NOT NULL',
      token: 'TEXT NOT NULL',
      expires: 'TIMESTAMP(3) NOT NULL',
      expires_at: 'TIMESTAMP', // diagram
      created_at: 'TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP',
      updated_at: 'TIMESTAMP(3) NOT NULL',
    },
  },
}

export const partitions: Record<string, string> = {
  availability_sunday: 'FROM (0) TO (1)',
  availability_monday: 'FROM (1) TO (2)',
  availability_tuesday: 'FROM (2) TO (3)',
  availability_wednesday: 'FROM (3) TO (4)',
  availability_thursday: 'FROM (4) TO (5)',
  availability_friday: 'FROM (5) TO (6)',
  availability_saturday: 'FROM (6) TO (7)',
}

const touch = (table: string) =>
  `BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION update_updated_at_column()`

export const triggers: Record<string, string> = {
  update_users_updated_at: touch('users'),
  update_user_profiles_updated_at: touch('user_profiles'),
  update_courses_updated_at: touch('courses'),
  update_availability_updated_at: touch('availability'),
  update_connections_updated_at: touch('connections'),
  update_messages_updated_at: touch('messages'),
  update_user_sessions_updated_at: touch('user_sessions'),
}

export const functions: Record<string, string> = {
  'update_updated_at_column()':
    'RETURNS TRIGGER AS $$ BEGIN NEW.updated_at = CURRENT_TIMESTAMP; RETURN NEW; END; $$ LANGUAGE plpgsql',
  'refresh_active_enrollments()':
    'RETURNS void AS $$ BEGIN REFRESH MATERIALIZED VIEW CONCURRENTLY mv_active_enrollments; END; $$ LANGUAGE plpgsql',
}

export const views: Record<string, string> = {
  mv_active_enrollments: `
    SELECT uc.user_id, uc.course_id, c.name as course_name, c.code as course_code, c.section, c.semester, u.university
    FROM user_courses uc
    JOIN courses c ON uc.course_id = c.id
    JOIN users u ON uc.user_id = u.id
    WHERE uc.is_active = TRUE AND c.is_active = TRUE AND u.is_active = TRUE AND u.is_verified = TRUE`,
}

/** What PostgreSQL refuses, or what lives outside the tables' schema; compared by these words. */
export const impossible: Record<string, string> = {
  availability_pkey: 'availability PRIMARY KEY (id)',
  'extension pg_stat_statements': 'extension',
  'schedule refresh-enrollments': '0 * * * * SELECT refresh_active_enrollments();',
  'schedule vacuum-analyze': '0 2 * * * VACUUM ANALYZE;',
}
