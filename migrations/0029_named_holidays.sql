-- 春节除外 was read as "closed on every holiday". Where the text names the Spring Festival and nothing else, the stored hours now
-- say so; every other text stays as it was read until somebody writes it anew.
UPDATE station SET hours = replace(hours, 'PH off', 'spring off')
 WHERE hours LIKE '%PH off%' AND hours_text LIKE '%春节%' AND hours_text NOT LIKE '%假%' AND hours_text NOT LIKE '%国庆%'
   AND hours_text NOT LIKE '%元旦%' AND hours_text NOT LIKE '%节日%';
