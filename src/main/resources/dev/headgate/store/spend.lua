-- Counts tokens that a stream of a share spent.
-- KEYS: the share. ARGV: tokens that were spent, tokens of a while, its milliseconds, the longest while's milliseconds.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local quota, period = tonumber(ARGV[2]), tonumber(ARGV[3])
local window = math.floor(now / period)
local last = tonumber(redis.call('HGET', KEYS[1], 'tw') or window)
local sum = math.max(0, tonumber(redis.call('HGET', KEYS[1], 't') or 0) - (window - last) * quota) + tonumber(ARGV[1])
redis.call('HSET', KEYS[1], 't', sum, 'tw', window)
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[4]) * 2 + math.floor(sum / quota) * period)
return 0
