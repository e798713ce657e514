-- The specification's sample rows (its section "Sample Data"), values as they stand there.
-- The password hashes are placeholders: nobody signs in as these students, and as they are
-- neither verified nor enrolled, nobody is matched with them.

INSERT INTO universities (name, domain) VALUES
('University of California, Berkeley', 'berkeley.edu'),
('Stanford University', 'stanford.edu'),
('Massachusetts Institute of Technology', 'mit.edu'),
('Harvard University', 'harvard.edu'),
('University of California, Los Angeles', 'ucla.edu');

INSERT INTO courses (name, code, section, semester, instructor, university_id) VALUES
('Data Structures and Algorithms', 'CS 161', '001', 'Spring 2024', 'Dr. Smith', 
 (SELECT id FROM universities WHERE domain = 'berkeley.edu')),
('Machine Learning', 'CS 189', '001', 'Spring 2024', 'Dr. Johnson',
 (SELECT id FROM universities WHERE domain = 'berkeley.edu')),
('Database Systems', 'CS 186', '001', 'Spring 2024', 'Dr. Williams',
 (SELECT id FROM universities WHERE domain = 'berkeley.edu'));

INSERT INTO users (email, password_hash, first_name, last_name, university) VALUES
('john.doe@berkeley.edu', '$2b$12$...', 'John', 'Doe', 'University of California, Berkeley'),
('jane.smith@berkeley.edu', '$2b$12$...', 'Jane', 'Smith', 'University of California, Berkeley'),
('bob.wilson@stanford.edu', '$2b$12$...', 'Bob', 'Wilson', 'Stanford University');

INSERT INTO user_profiles (user_id, preferred_location, study_style, study_pace, bio) VALUES
((SELECT id FROM users WHERE email = 'john.doe@berkeley.edu'), 'library', 'collaborative', 'moderate', 
 'Computer Science student passionate about algorithms and data structures.'),
((SELECT id FROM users WHERE email = 'jane.smith@berkeley.edu'), 'cafe', 'quiet', 'fast',
 'Graduate student in Machine Learning. Love discussing AI concepts and implementations.'),
((SELECT id FROM users WHERE email = 'bob.wilson@stanford.edu'), 'study_room', 'mixed', 'slow',
 'Undergraduate studying Computer Science. Looking for study partners for challenging courses.');

INSERT INTO availability (user_id, day_of_week, start_time, end_time) VALUES
((SELECT id FROM users WHERE email = 'john.doe@berkeley.edu'), 1, '09:00', '12:00'), -- Monday
((SELECT id FROM users WHERE email = 'john.doe@berkeley.edu'), 1, '14:00', '17:00'), -- Monday
((SELECT id FROM users WHERE email = 'john.doe@berkeley.edu'), 3, '10:00', '13:00'), -- Wednesday
((SELECT id FROM users WHERE email = 'jane.smith@berkeley.edu'), 1, '10:00', '12:00'), -- Monday
((SELECT id FROM users WHERE email = 'jane.smith@berkeley.edu'), 3, '09:00', '11:00'), -- Wednesday
((SELECT id FROM users WHERE email = 'bob.wilson@stanford.edu'), 2, '13:00', '16:00'), -- Tuesday
((SELECT id FROM users WHERE email = 'bob.wilson@stanford.edu'), 4, '14:00', '17:00'); -- Thursday
