using BlazorChat.Core.Data;
using BlazorChat.Core.Sessions;
using BlazorChat.Core.Sessions.Parts;

namespace BlazorChat.Core.Generation;

/// <summary>A question, its empty answer and the job for it. The session's last two sequences must have been reserved for them.</summary>
internal sealed class NewExchange
{
    private readonly bool _isPending;

    public NewExchange(Session session, Guid? parentId, string text, string modelId, DateTimeOffset now)
    {
        Question = new Message
        {
            Id = Guid.CreateVersion7(now),
            SessionId = session.Id,
            ParentId = parentId,
            Sequence = session.LastSequence - 1,
            Role = MessageRole.User,
            Status = MessageStatus.Completed,
            Parts = [new TextPart(text)],
            CreatedAt = now,
        };
        (Answer, Job) = NewAnswer(session, Question.Id, modelId, now);
    }

    public bool IsPending
    {
        get => _isPending;
        init => _isPending = Question.IsPending = Answer.IsPending = value;
    }

    public Message Question { get; }

    public Message Answer { get; }

    public GenerationJob Job { get; }

    /// <summary>An empty answer with the session's last sequence, and its job.</summary>
    public static (Message Answer, GenerationJob Job) NewAnswer(Session session, Guid? questionId, string modelId, DateTimeOffset now)
    {
        var job = new GenerationJob
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = session.OwnerId,
            SessionId = session.Id,
            MessageId = Guid.CreateVersion7(now),
            Status = MessageStatus.Queued,
            ModelId = modelId,
            CreatedAt = now,
        };
        var answer = new Message
        {
            Id = job.MessageId,
            SessionId = session.Id,
            ParentId = questionId,
            Sequence = session.LastSequence,
            Role = MessageRole.Assistant,
            Status = MessageStatus.Queued,
            ModelId = modelId,
            JobId = job.Id,
            CreatedAt = now,
        };
        return (answer, job);
    }

    public void AddTo(AppDbContext context) => context.AddRange(Question, Answer, Job);
}
