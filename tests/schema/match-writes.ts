/** Ways in which what matching reads changes, with whom it concerns in which course; :ada and so on stand for ids. */
export const writes: [what: string, sql: string, named: string[]][] = [
  [
    'slots',
    `INSERT INTO availability (user_id, day_of_week, start_time, end_time)
             VALUES (:ada, 6, '22:00', '24:00'), (:ada, 0, '00:00', '00:01'), (:cleo, 3, '12:07', '13:00')`,
    ['ada math', 'cleo art'],
  ],
  [
    'slots of a partition by name',
    `INSERT INTO availability_friday (user_id, day_of_week, start_time, end_time)
             VALUES (:ada, 5, '22:00', '24:00')`,
    ['ada math'],
  ],
  [
    'a slot moved to another weekday',
    'UPDATE availability SET day_of_week = 4 WHERE user_id = :ada',
    ['ada math'],
  ],
  [
    'a slot changed in its partition',
    `UPDATE availability_monday SET end_time = '11:00' WHERE user_id = :ada`,
    ['ada math'],
  ],
  [
    'a slot given to another student',
    'UPDATE availability SET user_id = :cleo WHERE user_id = :ada',
    ['ada math', 'cleo art'],
  ],
  ['slots deleted', 'DELETE FROM availability WHERE user_id IN (:ada, :ben)', ['ada math', 'ben math']],
  ['slots deleted from a partition', 'DELETE FROM availability_monday WHERE user_id = :ada', ['ada math']],
  [
    'slots merged',
    `MERGE INTO availability a USING (VALUES (:ada::uuid, 2), (:ben::uuid, 1)) AS n(id, day)
             ON a.user_id = n.id AND a.day_of_week = n.day
             WHEN MATCHED THEN DELETE
             WHEN NOT MATCHED THEN INSERT (user_id, day_of_week, start_time, end_time)
               VALUES (n.id, n.day, '10:00', '11:00')`,
    ['ada math', 'ben math'],
  ],
  [
    'a profile',
    `INSERT INTO user_profiles (user_id, study_pace, bio) VALUES (:ada, 'fast', 'Hello')`,
    ['ada math'],
  ],
  [
    'profiles upserted, one of them there',
    `INSERT INTO user_profiles (user_id, study_style) VALUES (:ada, 'quiet');
             INSERT INTO user_profiles (user_id, study_style) VALUES (:ada, 'mixed'), (:ben, 'mixed')
             ON CONFLICT (user_id) DO UPDATE SET study_style = EXCLUDED.study_style`,
    ['ada math', 'ben math'],
  ],
  [
    'a profile given to another student',
    `INSERT INTO user_profiles (user_id, bio) VALUES (:ada, 'Hello');
             UPDATE user_profiles SET user_id = :cleo WHERE user_id = :ada`,
    ['ada math', 'cleo art'],
  ],
  [
    'a profile deleted',
    `INSERT INTO user_profiles (user_id, bio) VALUES (:ada, 'Hello');
             DELETE FROM user_profiles WHERE user_id = :ada`,
    ['ada math'],
  ],
  ['deactivated', 'UPDATE users SET is_active = FALSE WHERE id IN (:ada, :cleo)', ['ada math', 'cleo art']],
  ['unverified', 'UPDATE users SET is_verified = FALSE WHERE id = :ada', ['ada math']],
  ['a picture', `UPDATE users SET profile_image_url = '/p' WHERE id = :ada`, ['ada math']],
  [
    'joined at another time',
    `UPDATE users SET created_at = '1969-12-31 23:59:59.999Z' WHERE id = :ada`,
    ['ada math'],
  ],
  [
    'enrolled',
    'INSERT INTO user_courses (user_id, course_id) VALUES (:cleo, :math), (:ben, :art)',
    ['ben art', 'cleo math'],
  ],
  [
    'enrolled again by an upsert',
    `INSERT INTO user_courses (user_id, course_id) VALUES (:ada, :art)
             ON CONFLICT (user_id, course_id) DO UPDATE SET is_active = TRUE`,
    ['ada art'],
  ],
  [
    'left',
    'UPDATE user_courses SET is_active = FALSE WHERE user_id = :ada AND course_id = :math',
    ['ada math'],
  ],
  [
    'an enrolment changed to another course',
    'UPDATE user_courses SET course_id = :art WHERE user_id = :ben',
    ['ben art', 'ben math'],
  ],
  [
    'an enrolment given to another student',
    'UPDATE user_courses SET user_id = :cleo WHERE user_id = :ben',
    ['ben math', 'cleo math'],
  ],
  ['enrolments deleted', 'DELETE FROM user_courses WHERE course_id = :math', ['ada math', 'ben math']],
  ['a student deleted', 'DELETE FROM users WHERE id = :ada', ['ada art', 'ada math']],
  ['a course deleted', 'DELETE FROM courses WHERE id = :math', ['ada math', 'ben math']],
  [
    'enrolled and free in one transaction',
    `INSERT INTO user_courses (user_id, course_id) VALUES (:cleo, :math);
             INSERT INTO availability (user_id, day_of_week, start_time, end_time)
             VALUES (:cleo, 2, '10:00', '11:00')`,
    ['cleo art', 'cleo math'],
  ],
  [
    'undone by a savepoint',
    `SAVEPOINT undone; DELETE FROM availability WHERE user_id IN (:ada, :ben);
             ROLLBACK TO undone; DELETE FROM availability WHERE user_id = :ada`,
    ['ada math'],
  ],
  ['everything rebuilt, when nothing was missed', 'SELECT rebuild_match_profiles()', []],
]
