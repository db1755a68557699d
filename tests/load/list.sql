-- The rows of the list, in one statement: 20 occasions, 600 participants, 40 trainers.
WITH page AS (SELECT * FROM occasions ORDER BY first_day DESC, id DESC LIMIT 20)
SELECT o.id, o.code, o.course, o.venue, o.first_day, o.last_day, 'participant' AS part, e.id AS part_id,
       p.id AS person_id, p.name, e.municipality_code, m.name AS municipality, e.state,
       NULL AS day_id, NULL AS date, NULL AS delivery, NULL AS half_days, NULL AS role
FROM page o
JOIN enrolments e ON e.occasion_id = o.id
JOIN persons p ON p.id = e.person_id
JOIN municipalities m ON m.code = e.municipality_code
UNION ALL
SELECT o.id, o.code, o.course, o.venue, o.first_day, o.last_day, 'trainer', a.id,
       p.id, p.name, a.municipality_code, m.name, d.state,
       d.id, d.date, d.delivery, d.half_days, a.role
FROM page o
JOIN course_days d ON d.occasion_id = o.id
JOIN assignments a ON a.course_day_id = d.id
JOIN persons p ON p.id = a.person_id
LEFT JOIN municipalities m ON m.code = a.municipality_code;
